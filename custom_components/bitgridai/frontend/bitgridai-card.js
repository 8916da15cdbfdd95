const dt=globalThis,Mt=dt.ShadowRoot&&(dt.ShadyCSS===void 0||dt.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Lt=Symbol(),Rt=new WeakMap;let oe=class{constructor(t,s,i){if(this._$cssResult$=!0,i!==Lt)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=s}get styleSheet(){let t=this.o;const s=this.t;if(Mt&&t===void 0){const i=s!==void 0&&s.length===1;i&&(t=Rt.get(s)),t===void 0&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),i&&Rt.set(s,t))}return t}toString(){return this.cssText}};const xe=e=>new oe(typeof e=="string"?e:e+"",void 0,Lt),x=(e,...t)=>{const s=e.length===1?e[0]:t.reduce((i,n,r)=>i+(a=>{if(a._$cssResult$===!0)return a.cssText;if(typeof a=="number")return a;throw Error("Value passed to 'css' function must be a 'css' function result: "+a+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(n)+e[r+1],e[0]);return new oe(s,e,Lt)},ke=(e,t)=>{if(Mt)e.adoptedStyleSheets=t.map(s=>s instanceof CSSStyleSheet?s:s.styleSheet);else for(const s of t){const i=document.createElement("style"),n=dt.litNonce;n!==void 0&&i.setAttribute("nonce",n),i.textContent=s.cssText,e.appendChild(i)}},Bt=Mt?e=>e:e=>e instanceof CSSStyleSheet?(t=>{let s="";for(const i of t.cssRules)s+=i.cssText;return xe(s)})(e):e;const{is:Ae,defineProperty:Se,getOwnPropertyDescriptor:Ee,getOwnPropertyNames:Ce,getOwnPropertySymbols:Me,getPrototypeOf:Le}=Object,ft=globalThis,Ut=ft.trustedTypes,Oe=Ut?Ut.emptyScript:"",Pe=ft.reactiveElementPolyfillSupport,et=(e,t)=>e,ht={toAttribute(e,t){switch(t){case Boolean:e=e?Oe:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let s=e;switch(t){case Boolean:s=e!==null;break;case Number:s=e===null?null:Number(e);break;case Object:case Array:try{s=JSON.parse(e)}catch{s=null}}return s}},Ot=(e,t)=>!Ae(e,t),jt={attribute:!0,type:String,converter:ht,reflect:!1,useDefault:!1,hasChanged:Ot};Symbol.metadata??=Symbol("metadata"),ft.litPropertyMetadata??=new WeakMap;let I=class extends HTMLElement{static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(t,s=jt){if(s.state&&(s.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((s=Object.create(s)).wrapped=!0),this.elementProperties.set(t,s),!s.noAccessor){const i=Symbol(),n=this.getPropertyDescriptor(t,i,s);n!==void 0&&Se(this.prototype,t,n)}}static getPropertyDescriptor(t,s,i){const{get:n,set:r}=Ee(this.prototype,t)??{get(){return this[s]},set(a){this[s]=a}};return{get:n,set(a){const o=n?.call(this);r?.call(this,a),this.requestUpdate(t,o,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(t){return this.elementProperties.get(t)??jt}static _$Ei(){if(this.hasOwnProperty(et("elementProperties")))return;const t=Le(this);t.finalize(),t.l!==void 0&&(this.l=[...t.l]),this.elementProperties=new Map(t.elementProperties)}static finalize(){if(this.hasOwnProperty(et("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(et("properties"))){const s=this.properties,i=[...Ce(s),...Me(s)];for(const n of i)this.createProperty(n,s[n])}const t=this[Symbol.metadata];if(t!==null){const s=litPropertyMetadata.get(t);if(s!==void 0)for(const[i,n]of s)this.elementProperties.set(i,n)}this._$Eh=new Map;for(const[s,i]of this.elementProperties){const n=this._$Eu(s,i);n!==void 0&&this._$Eh.set(n,s)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(t){const s=[];if(Array.isArray(t)){const i=new Set(t.flat(1/0).reverse());for(const n of i)s.unshift(Bt(n))}else t!==void 0&&s.push(Bt(t));return s}static _$Eu(t,s){const i=s.attribute;return i===!1?void 0:typeof i=="string"?i:typeof t=="string"?t.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(t=>this.enableUpdating=t),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(t=>t(this))}addController(t){(this._$EO??=new Set).add(t),this.renderRoot!==void 0&&this.isConnected&&t.hostConnected?.()}removeController(t){this._$EO?.delete(t)}_$E_(){const t=new Map,s=this.constructor.elementProperties;for(const i of s.keys())this.hasOwnProperty(i)&&(t.set(i,this[i]),delete this[i]);t.size>0&&(this._$Ep=t)}createRenderRoot(){const t=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return ke(t,this.constructor.elementStyles),t}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(t=>t.hostConnected?.())}enableUpdating(t){}disconnectedCallback(){this._$EO?.forEach(t=>t.hostDisconnected?.())}attributeChangedCallback(t,s,i){this._$AK(t,i)}_$ET(t,s){const i=this.constructor.elementProperties.get(t),n=this.constructor._$Eu(t,i);if(n!==void 0&&i.reflect===!0){const r=(i.converter?.toAttribute!==void 0?i.converter:ht).toAttribute(s,i.type);this._$Em=t,r==null?this.removeAttribute(n):this.setAttribute(n,r),this._$Em=null}}_$AK(t,s){const i=this.constructor,n=i._$Eh.get(t);if(n!==void 0&&this._$Em!==n){const r=i.getPropertyOptions(n),a=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:ht;this._$Em=n;const o=a.fromAttribute(s,r.type);this[n]=o??this._$Ej?.get(n)??o,this._$Em=null}}requestUpdate(t,s,i,n=!1,r){if(t!==void 0){const a=this.constructor;if(n===!1&&(r=this[t]),i??=a.getPropertyOptions(t),!((i.hasChanged??Ot)(r,s)||i.useDefault&&i.reflect&&r===this._$Ej?.get(t)&&!this.hasAttribute(a._$Eu(t,i))))return;this.C(t,s,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(t,s,{useDefault:i,reflect:n,wrapped:r},a){i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,a??s??this[t]),r!==!0||a!==void 0)||(this._$AL.has(t)||(this.hasUpdated||i||(s=void 0),this._$AL.set(t,s)),n===!0&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(s){Promise.reject(s)}const t=this.scheduleUpdate();return t!=null&&await t,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(const[n,r]of this._$Ep)this[n]=r;this._$Ep=void 0}const i=this.constructor.elementProperties;if(i.size>0)for(const[n,r]of i){const{wrapped:a}=r,o=this[n];a!==!0||this._$AL.has(n)||o===void 0||this.C(n,void 0,r,o)}}let t=!1;const s=this._$AL;try{t=this.shouldUpdate(s),t?(this.willUpdate(s),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(s)):this._$EM()}catch(i){throw t=!1,this._$EM(),i}t&&this._$AE(s)}willUpdate(t){}_$AE(t){this._$EO?.forEach(s=>s.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),this.updated(t)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(t){return!0}update(t){this._$Eq&&=this._$Eq.forEach(s=>this._$ET(s,this[s])),this._$EM()}updated(t){}firstUpdated(t){}};I.elementStyles=[],I.shadowRootOptions={mode:"open"},I[et("elementProperties")]=new Map,I[et("finalized")]=new Map,Pe?.({ReactiveElement:I}),(ft.reactiveElementVersions??=[]).push("2.1.2");const Pt=globalThis,It=e=>e,ut=Pt.trustedTypes,Wt=ut?ut.createPolicy("lit-html",{createHTML:e=>e}):void 0,le="$lit$",L=`lit$${Math.random().toFixed(9).slice(2)}$`,ce="?"+L,He=`<${ce}>`,R=document,st=()=>R.createComment(""),it=e=>e===null||typeof e!="object"&&typeof e!="function",Ht=Array.isArray,Te=e=>Ht(e)||typeof e?.[Symbol.iterator]=="function",vt=`[ 	
\f\r]`,tt=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Vt=/-->/g,Ft=/>/g,z=RegExp(`>|${vt}(?:([^\\s"'>=/]+)(${vt}*=${vt}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Gt=/'/g,qt=/"/g,de=/^(?:script|style|textarea|title)$/i,he=e=>(t,...s)=>({_$litType$:e,strings:t,values:s}),l=he(1),yt=he(2),V=Symbol.for("lit-noChange"),d=Symbol.for("lit-nothing"),Zt=new WeakMap,D=R.createTreeWalker(R,129);function ue(e,t){if(!Ht(e)||!e.hasOwnProperty("raw"))throw Error("invalid template strings array");return Wt!==void 0?Wt.createHTML(t):t}const ze=(e,t)=>{const s=e.length-1,i=[];let n,r=t===2?"<svg>":t===3?"<math>":"",a=tt;for(let o=0;o<s;o++){const c=e[o];let h,g,p=-1,u=0;for(;u<c.length&&(a.lastIndex=u,g=a.exec(c),g!==null);)u=a.lastIndex,a===tt?g[1]==="!--"?a=Vt:g[1]!==void 0?a=Ft:g[2]!==void 0?(de.test(g[2])&&(n=RegExp("</"+g[2],"g")),a=z):g[3]!==void 0&&(a=z):a===z?g[0]===">"?(a=n??tt,p=-1):g[1]===void 0?p=-2:(p=a.lastIndex-g[2].length,h=g[1],a=g[3]===void 0?z:g[3]==='"'?qt:Gt):a===qt||a===Gt?a=z:a===Vt||a===Ft?a=tt:(a=z,n=void 0);const _=a===z&&e[o+1].startsWith("/>")?" ":"";r+=a===tt?c+He:p>=0?(i.push(h),c.slice(0,p)+le+c.slice(p)+L+_):c+L+(p===-2?o:_)}return[ue(e,r+(e[s]||"<?>")+(t===2?"</svg>":t===3?"</math>":"")),i]};class nt{constructor({strings:t,_$litType$:s},i){let n;this.parts=[];let r=0,a=0;const o=t.length-1,c=this.parts,[h,g]=ze(t,s);if(this.el=nt.createElement(h,i),D.currentNode=this.el.content,s===2||s===3){const p=this.el.content.firstChild;p.replaceWith(...p.childNodes)}for(;(n=D.nextNode())!==null&&c.length<o;){if(n.nodeType===1){if(n.hasAttributes())for(const p of n.getAttributeNames())if(p.endsWith(le)){const u=g[a++],_=n.getAttribute(p).split(L),M=/([.?@])?(.*)/.exec(u);c.push({type:1,index:r,name:M[2],strings:_,ctor:M[1]==="."?Ne:M[1]==="?"?Re:M[1]==="@"?Be:gt}),n.removeAttribute(p)}else p.startsWith(L)&&(c.push({type:6,index:r}),n.removeAttribute(p));if(de.test(n.tagName)){const p=n.textContent.split(L),u=p.length-1;if(u>0){n.textContent=ut?ut.emptyScript:"";for(let _=0;_<u;_++)n.append(p[_],st()),D.nextNode(),c.push({type:2,index:++r});n.append(p[u],st())}}}else if(n.nodeType===8)if(n.data===ce)c.push({type:2,index:r});else{let p=-1;for(;(p=n.data.indexOf(L,p+1))!==-1;)c.push({type:7,index:r}),p+=L.length-1}r++}}static createElement(t,s){const i=R.createElement("template");return i.innerHTML=t,i}}function F(e,t,s=e,i){if(t===V)return t;let n=i!==void 0?s._$Co?.[i]:s._$Cl;const r=it(t)?void 0:t._$litDirective$;return n?.constructor!==r&&(n?._$AO?.(!1),r===void 0?n=void 0:(n=new r(e),n._$AT(e,s,i)),i!==void 0?(s._$Co??=[])[i]=n:s._$Cl=n),n!==void 0&&(t=F(e,n._$AS(e,t.values),n,i)),t}class De{constructor(t,s){this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=s}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t){const{el:{content:s},parts:i}=this._$AD,n=(t?.creationScope??R).importNode(s,!0);D.currentNode=n;let r=D.nextNode(),a=0,o=0,c=i[0];for(;c!==void 0;){if(a===c.index){let h;c.type===2?h=new at(r,r.nextSibling,this,t):c.type===1?h=new c.ctor(r,c.name,c.strings,this,t):c.type===6&&(h=new Ue(r,this,t)),this._$AV.push(h),c=i[++o]}a!==c?.index&&(r=D.nextNode(),a++)}return D.currentNode=R,n}p(t){let s=0;for(const i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(t,i,s),s+=i.strings.length-2):i._$AI(t[s])),s++}}class at{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(t,s,i,n){this.type=2,this._$AH=d,this._$AN=void 0,this._$AA=t,this._$AB=s,this._$AM=i,this.options=n,this._$Cv=n?.isConnected??!0}get parentNode(){let t=this._$AA.parentNode;const s=this._$AM;return s!==void 0&&t?.nodeType===11&&(t=s.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(t,s=this){t=F(this,t,s),it(t)?t===d||t==null||t===""?(this._$AH!==d&&this._$AR(),this._$AH=d):t!==this._$AH&&t!==V&&this._(t):t._$litType$!==void 0?this.$(t):t.nodeType!==void 0?this.T(t):Te(t)?this.k(t):this._(t)}O(t){return this._$AA.parentNode.insertBefore(t,this._$AB)}T(t){this._$AH!==t&&(this._$AR(),this._$AH=this.O(t))}_(t){this._$AH!==d&&it(this._$AH)?this._$AA.nextSibling.data=t:this.T(R.createTextNode(t)),this._$AH=t}$(t){const{values:s,_$litType$:i}=t,n=typeof i=="number"?this._$AC(t):(i.el===void 0&&(i.el=nt.createElement(ue(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===n)this._$AH.p(s);else{const r=new De(n,this),a=r.u(this.options);r.p(s),this.T(a),this._$AH=r}}_$AC(t){let s=Zt.get(t.strings);return s===void 0&&Zt.set(t.strings,s=new nt(t)),s}k(t){Ht(this._$AH)||(this._$AH=[],this._$AR());const s=this._$AH;let i,n=0;for(const r of t)n===s.length?s.push(i=new at(this.O(st()),this.O(st()),this,this.options)):i=s[n],i._$AI(r),n++;n<s.length&&(this._$AR(i&&i._$AB.nextSibling,n),s.length=n)}_$AR(t=this._$AA.nextSibling,s){for(this._$AP?.(!1,!0,s);t!==this._$AB;){const i=It(t).nextSibling;It(t).remove(),t=i}}setConnected(t){this._$AM===void 0&&(this._$Cv=t,this._$AP?.(t))}}class gt{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(t,s,i,n,r){this.type=1,this._$AH=d,this._$AN=void 0,this.element=t,this.name=s,this._$AM=n,this.options=r,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=d}_$AI(t,s=this,i,n){const r=this.strings;let a=!1;if(r===void 0)t=F(this,t,s,0),a=!it(t)||t!==this._$AH&&t!==V,a&&(this._$AH=t);else{const o=t;let c,h;for(t=r[0],c=0;c<r.length-1;c++)h=F(this,o[i+c],s,c),h===V&&(h=this._$AH[c]),a||=!it(h)||h!==this._$AH[c],h===d?t=d:t!==d&&(t+=(h??"")+r[c+1]),this._$AH[c]=h}a&&!n&&this.j(t)}j(t){t===d?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,t??"")}}class Ne extends gt{constructor(){super(...arguments),this.type=3}j(t){this.element[this.name]=t===d?void 0:t}}class Re extends gt{constructor(){super(...arguments),this.type=4}j(t){this.element.toggleAttribute(this.name,!!t&&t!==d)}}class Be extends gt{constructor(t,s,i,n,r){super(t,s,i,n,r),this.type=5}_$AI(t,s=this){if((t=F(this,t,s,0)??d)===V)return;const i=this._$AH,n=t===d&&i!==d||t.capture!==i.capture||t.once!==i.once||t.passive!==i.passive,r=t!==d&&(i===d||n);n&&this.element.removeEventListener(this.name,this,i),r&&this.element.addEventListener(this.name,this,t),this._$AH=t}handleEvent(t){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)}}class Ue{constructor(t,s,i){this.element=t,this.type=6,this._$AN=void 0,this._$AM=s,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(t){F(this,t)}}const je=Pt.litHtmlPolyfillSupport;je?.(nt,at),(Pt.litHtmlVersions??=[]).push("3.3.3");const Ie=(e,t,s)=>{const i=s?.renderBefore??t;let n=i._$litPart$;if(n===void 0){const r=s?.renderBefore??null;i._$litPart$=n=new at(t.insertBefore(st(),r),r,void 0,s??{})}return n._$AI(e),n};const Tt=globalThis;class v extends I{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){const t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}update(t){const s=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=Ie(s,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return V}}v._$litElement$=!0,v.finalized=!0,Tt.litElementHydrateSupport?.({LitElement:v});const We=Tt.litElementPolyfillSupport;We?.({LitElement:v});(Tt.litElementVersions??=[]).push("4.2.2");const k=e=>(t,s)=>{s!==void 0?s.addInitializer(()=>{customElements.define(e,t)}):customElements.define(e,t)};const Ve={attribute:!0,type:String,converter:ht,reflect:!1,hasChanged:Ot},Fe=(e=Ve,t,s)=>{const{kind:i,metadata:n}=s;let r=globalThis.litPropertyMetadata.get(n);if(r===void 0&&globalThis.litPropertyMetadata.set(n,r=new Map),i==="setter"&&((e=Object.create(e)).wrapped=!0),r.set(s.name,e),i==="accessor"){const{name:a}=s;return{set(o){const c=t.get.call(this);t.set.call(this,o),this.requestUpdate(a,c,e,!0,o)},init(o){return o!==void 0&&this.C(a,void 0,e,o),o}}}if(i==="setter"){const{name:a}=s;return function(o){const c=this[a];t.call(this,o),this.requestUpdate(a,c,e,!0,o)}}throw Error("Unsupported decorator location: "+i)};function m(e){return(t,s)=>typeof s=="object"?Fe(e,t,s):((i,n,r)=>{const a=n.hasOwnProperty(r);return n.constructor.createProperty(r,i),a?Object.getOwnPropertyDescriptor(n,r):void 0})(e,t,s)}function f(e){return m({...e,state:!0,attribute:!1})}class Kt{constructor(t,s){this.language=t,this.whole=new Intl.NumberFormat(t,{maximumFractionDigits:0}),this.tenths=new Intl.NumberFormat(t,{maximumFractionDigits:1});const i=t.startsWith("en-US")?{}:{hourCycle:"h23"};this.clockTime=new Intl.DateTimeFormat(t,{hour:"2-digit",minute:"2-digit",timeZone:s,...i}),this.dayTime=new Intl.DateTimeFormat(t,{weekday:"short",hour:"2-digit",minute:"2-digit",timeZone:s,...i}),this.dateAndTime=new Intl.DateTimeFormat(t,{dateStyle:"medium",timeStyle:"short",timeZone:s,...i}),this.dayName=new Intl.DateTimeFormat(t,{weekday:"short",timeZone:s}),this.hours=new Intl.DateTimeFormat("en-GB",{hour:"2-digit",hourCycle:"h23",timeZone:s})}watts(t){return`${Yt(this.whole.format(t===0?0:t))} W`}number(t){return Yt(this.tenths.format(t))}time(t){return this.clockTime.format(t*1e3)}weekday(t){return this.dayName.format(t*1e3)}hour(t){return Number(this.hours.format(t*1e3))}dateTime(t){return this.dateAndTime.format(t*1e3)}weekdayTime(t){return this.dayTime.format(t*1e3)}}function Yt(e){return e.replace("-","−")}function Ge(e){const t=Math.max(0,Math.ceil(e)),s=a=>String(a).padStart(2,"0"),[i,n,r]=[Math.floor(t/3600),Math.floor(t%3600/60),t%60];return i>0?`${i}:${s(n)}:${s(r)}`:`${n}:${s(r)}`}function pt(e,t){return e>=60&&e%60===0?t("hours",{n:e/60}):t("minutes",{n:e})}var qe=Object.defineProperty,Ze=Object.getOwnPropertyDescriptor,ot=(e,t,s,i)=>{for(var n=i>1?void 0:i?Ze(t,s):t,r=e.length-1,a;r>=0;r--)(a=e[r])&&(n=(i?a(t,s,n):a(n))||n);return i&&n&&qe(t,s,n),n};let G=class extends v{constructor(){super(...arguments),this.clock=null,this.until=0,this.told=e=>e,this.left=""}connectedCallback(){super.connectedCallback(),this.timer=setInterval(()=>this.count(),1e3),this.count()}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.timer)}willUpdate(e){(e.has("clock")||e.has("until"))&&this.count()}render(){return l`<span role="timer" aria-live="off">${this.told(this.left)}</span>`}count(){this.clock===null||document.hidden||(this.left=Ge(this.until-this.clock.now(performance.now())))}};ot([m({attribute:!1})],G.prototype,"clock",2);ot([m({type:Number})],G.prototype,"until",2);ot([m({attribute:!1})],G.prototype,"told",2);ot([f()],G.prototype,"left",2);G=ot([k("bitgridai-countdown")],G);var Ke="M13,13H11V7H13M13,17H11V15H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z",Ye="M13 13H11V7H13M11 15H13V17H11M15.73 3H8.27L3 8.27V15.73L8.27 21H15.73L21 15.73V8.27L15.73 3Z",Je="M16,13H8V6H16M16.67,4H15V2H9V4H7.33A1.33,1.33 0 0,0 6,5.33V20.67C6,21.4 6.6,22 7.33,22H16.67A1.33,1.33 0 0,0 18,20.67V5.33C18,4.6 17.4,4 16.67,4Z",Jt="M12 2C6.5 2 2 6.5 2 12S6.5 22 12 22 22 17.5 22 12 17.5 2 12 2M10 17L5 12L6.41 10.59L10 14.17L17.59 6.58L19 8L10 17Z",Xe="M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z",Qe="M12,3L20,9V21H15V14H9V21H4V9L12,3Z",ts="M13,9H11V7H13M13,17H11V11H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z",es="M15,16H13V8H15M11,16H9V8H11M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z",ss="M14.79,10.62L3.5,21.9L2.1,20.5L13.38,9.21L14.79,10.62M19.27,7.73L19.86,7.14L19.07,6.35L19.71,5.71L18.29,4.29L17.65,4.93L16.86,4.14L16.27,4.73C14.53,3.31 12.57,2.17 10.47,1.37L9.64,3.16C11.39,4.08 13,5.19 14.5,6.5L14,7L17,10L17.5,9.5C18.81,11 19.92,12.61 20.84,14.36L22.63,13.53C21.83,11.43 20.69,9.47 19.27,7.73Z",is="M10,16.5V7.5L16,12M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z",ns="M13,3A9,9 0 0,0 4,12H1L4.89,15.89L4.96,16.03L9,12H6A7,7 0 0,1 13,5A7,7 0 0,1 20,12A7,7 0 0,1 13,19C11.07,19 9.32,18.21 8.06,16.94L6.64,18.36C8.27,20 10.5,21 13,21A9,9 0 0,0 22,12A9,9 0 0,0 13,3Z",rs="M12,16A3,3 0 0,1 9,13C9,11.88 9.61,10.9 10.5,10.39L20.21,4.77L14.68,14.35C14.18,15.33 13.17,16 12,16M12,3C13.81,3 15.5,3.5 16.97,4.32L14.87,5.53C14,5.19 13,5 12,5A8,8 0 0,0 4,13C4,15.21 4.89,17.21 6.34,18.65H6.35C6.74,19.04 6.74,19.67 6.35,20.06C5.96,20.45 5.32,20.45 4.93,20.07V20.07C3.12,18.26 2,15.76 2,13A10,10 0 0,1 12,3M22,13C22,15.76 20.88,18.26 19.07,20.07V20.07C18.68,20.45 18.05,20.45 17.66,20.06C17.27,19.67 17.27,19.04 17.66,18.65V18.65C19.11,17.2 20,15.21 20,13C20,12 19.81,11 19.46,10.1L20.67,8C21.5,9.5 22,11.18 22,13Z",as="M8.28,5.45L6.5,4.55L7.76,2H16.23L17.5,4.55L15.72,5.44L15,4H9L8.28,5.45M18.62,8H14.09L13.3,5H10.7L9.91,8H5.38L4.1,10.55L5.89,11.44L6.62,10H17.38L18.1,11.45L19.89,10.56L18.62,8M17.77,22H15.7L15.46,21.1L12,15.9L8.53,21.1L8.3,22H6.23L9.12,11H11.19L10.83,12.35L12,14.1L13.16,12.35L12.81,11H14.88L17.77,22M11.4,15L10.5,13.65L9.32,18.13L11.4,15M14.68,18.12L13.5,13.64L12.6,15L14.68,18.12Z",os="M12,7A5,5 0 0,1 17,12A5,5 0 0,1 12,17A5,5 0 0,1 7,12A5,5 0 0,1 12,7M12,9A3,3 0 0,0 9,12A3,3 0 0,0 12,15A3,3 0 0,0 15,12A3,3 0 0,0 12,9M12,2L14.39,5.42C13.65,5.15 12.84,5 12,5C11.16,5 10.35,5.15 9.61,5.42L12,2M3.34,7L7.5,6.65C6.9,7.16 6.36,7.78 5.94,8.5C5.5,9.24 5.25,10 5.11,10.79L3.34,7M3.36,17L5.12,13.23C5.26,14 5.53,14.78 5.95,15.5C6.37,16.24 6.91,16.86 7.5,17.37L3.36,17M20.65,7L18.88,10.79C18.74,10 18.47,9.23 18.05,8.5C17.63,7.78 17.1,7.15 16.5,6.64L20.65,7M20.64,17L16.5,17.36C17.09,16.85 17.62,16.22 18.04,15.5C18.46,14.77 18.73,14 18.87,13.21L20.64,17M12,22L9.59,18.56C10.33,18.83 11.14,19 12,19C12.82,19 13.63,18.83 14.37,18.56L12,22Z";const ls={alert:Ke,approve:Jt,automatic:ns,battery:Je,boost:is,close:Xe,grid:as,house:Qe,info:ts,limit:rs,load:ss,ok:Jt,pause:es,stop:Ye,sun:os};function N(e){return l`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${ls[e]}></path></svg>`}const S=x`
  :host {
    display: block;
    --on: var(--success-color, #43a047);
    --warn: var(--warning-color, #ffa600);
    --bad: var(--error-color, #db4437);
    --info: var(--info-color, #039be5);
    --ink: var(--primary-text-color, #212121);
    --dim: var(--secondary-text-color, #5e5e5e);
    --line: var(--divider-color, rgba(127, 127, 127, 0.3));
    --ground: var(--card-background-color, #fff);
    color: var(--ink);
    font-size: 0.9375rem;
    line-height: 1.4;
  }
  ha-card {
    display: block;
    padding: 16px;
    overflow: hidden;
  }
  h2 {
    margin: 0;
    font-size: 1.125rem;
    font-weight: 500;
  }
  p {
    margin: 0;
  }
  .header h2 {
    flex: 1 0 auto;
  }
  .dim {
    color: var(--dim);
  }
  .icon {
    width: 1.375em;
    height: 1.375em;
    flex: none;
    fill: currentColor;
    vertical-align: middle;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .wrap {
    flex-wrap: wrap;
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  button,
  select {
    font: inherit;
    color: var(--ink);
    background: color-mix(in srgb, var(--ink) 6%, transparent);
    border: 1px solid transparent;
    border-radius: 10px;
    min-height: 44px;
    padding: 6px 12px;
    cursor: pointer;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
  }
  select option {
    color: var(--ink);
    background: var(--ground);
  }
  button:hover {
    background: color-mix(in srgb, var(--ink) 12%, transparent);
  }
  button:focus-visible,
  select:focus-visible,
  summary:focus-visible,
  input:focus-visible,
  [tabindex]:focus-visible {
    outline: 2px solid var(--primary-color, #03a9f4);
    outline-offset: 2px;
  }
  button[aria-pressed="true"],
  button[aria-expanded="true"],
  button.main {
    background: color-mix(in srgb, var(--primary-color, #03a9f4) 18%, transparent);
    border-color: var(--primary-color, #03a9f4);
  }
  button.danger {
    border-color: var(--bad);
  }
  button.danger.sure {
    background: color-mix(in srgb, var(--bad) 70%, black);
    color: #fff;
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    border-radius: 999px;
    padding: 2px 10px;
    font-size: 0.8125rem;
    background: color-mix(in srgb, var(--tint, var(--ink)) 14%, transparent);
  }
  .pill .icon,
  .banner .icon {
    color: var(--tint);
  }
  summary {
    cursor: pointer;
    min-height: 32px;
    display: flex;
    align-items: center;
    gap: 6px;
    list-style: none;
  }
  summary::before,
  .chevron::before {
    content: "";
    width: 0.45em;
    height: 0.45em;
    border-inline-end: 2px solid currentColor;
    border-block-end: 2px solid currentColor;
    transform: rotate(-45deg);
    transition: transform 0.15s;
  }
  .chevron {
    display: grid;
    padding-inline: 4px;
  }
  details[open] > summary::before,
  [aria-expanded="true"] > .chevron::before {
    transform: rotate(45deg);
  }
  /* Our words are English or German, and read from left to right, also on a page that does not. */
  :host(:dir(rtl)) {
    text-align: right;
  }
  :host(:dir(rtl)) * {
    unicode-bidi: plaintext;
  }
  :host(:dir(rtl)) .head {
    text-align: right;
  }
  :host(:dir(rtl)) :is(.pill, .when, .power, .name, output, code) {
    direction: ltr;
  }
  :host(:dir(rtl)) :is(summary, .chevron)::before {
    transform: rotate(45deg);
  }
  :host(:dir(rtl)) :is(details[open] > summary, [aria-expanded="true"] > .chevron)::before {
    transform: rotate(-45deg);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`,zt=x`
  ha-card {
    display: grid;
    gap: 12px;
    grid-template-columns: minmax(0, 1fr);
  }
`;var cs=Object.defineProperty,ds=Object.getOwnPropertyDescriptor,pe=(e,t,s,i)=>{for(var n=i>1?void 0:i?ds(t,s):t,r=e.length-1,a;r>=0;r--)(a=e[r])&&(n=(i?a(t,s,n):a(n))||n);return i&&n&&cs(t,s,n),n};let mt=class extends v{constructor(){super(...arguments),this.model=null}render(){const e=this.model;return e===null?l``:l`<div class="flow" role="img" aria-label=${e.label}>
      <div class="side">${e.sources.map(t=>this.node(t,"source"))}</div>
      <div class="bus"></div>
      <div class="side">${e.sinks.map(t=>this.node(t,"sink"))}</div>
    </div>`}node(e,t){const s=t==="source"?e.direction:e.direction==="out"?"out-of-bus":e.direction,i=`${(4-2.6*Math.sqrt(e.strength)).toFixed(1)}s`,n=l`<span class="disc">${N(e.part)}</span>`,r=l`<span class="words">
      <div class="name">${e.name}</div>
      <div class="power">${e.power}</div>
      ${e.note?l`<div class="name">${e.note}</div>`:""}
    </span>`,a=l`<span class="pipe"></span>`;return l`<div class="node ${t} ${e.part} ${s}" style="--pace: ${i}">
      ${t==="source"?l`${n}${r}${a}`:l`${a}${n}${r}`}
    </div>`}};mt.styles=[S,x`
      .flow {
        display: grid;
        grid-template-columns: 1fr 3px 1fr;
        align-items: stretch;
      }
      .bus {
        background: color-mix(in srgb, var(--ink) 22%, transparent);
        border-radius: 2px;
      }
      .side {
        display: flex;
        flex-direction: column;
        justify-content: space-evenly;
        gap: 6px;
        min-width: 0;
      }
      .node {
        display: flex;
        align-items: center;
        gap: 8px;
        min-width: 0;
        min-height: 42px;
        line-height: 1.2;
      }
      .disc {
        width: 36px;
        height: 36px;
        border-radius: 50%;
        display: grid;
        place-items: center;
        flex: none;
        background: color-mix(in srgb, var(--tint) 18%, transparent);
      }
      .sun {
        --tint: var(--energy-solar-color, #ff9800);
      }
      .battery {
        --tint: var(--energy-battery-out-color, #4db6ac);
      }
      .grid {
        --tint: var(--energy-grid-consumption-color, #488fc2);
      }
      .house {
        --tint: var(--ink);
      }
      .load {
        --tint: var(--on);
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-size: 0.8125rem;
        color: var(--dim);
      }
      .power {
        font-weight: 500;
        white-space: nowrap;
      }
      .words {
        min-width: 0;
      }
      .pipe {
        position: relative;
        flex: 1;
        min-width: 14px;
        height: 2px;
        background: color-mix(in srgb, var(--tint) 55%, transparent);
        overflow: clip;
        overflow-clip-margin: 4px;
      }
      .rest .pipe {
        background: color-mix(in srgb, var(--ink) 15%, transparent);
      }
      .pipe::before {
        content: "";
        position: absolute;
        inset-block-start: -3px;
        inset-inline-start: calc(50% - 4px);
        border-block: 4px solid transparent;
        border-inline-start: 7px solid var(--tint);
      }
      .source.out .pipe::before,
      .sink.in .pipe::before {
        border-inline-start: 0;
        border-inline-end: 7px solid var(--tint);
      }
      .rest .pipe::before {
        display: none;
      }
      @media (prefers-reduced-motion: no-preference) {
        .pipe::after {
          content: "";
          position: absolute;
          inset-block-start: -2px;
          inset-inline: 0;
          height: 6px;
          background: radial-gradient(circle at 3px 3px, var(--tint) 3px, transparent 3.5px);
          background-repeat: no-repeat;
          animation: run var(--pace) linear infinite;
          will-change: transform;
        }
        .source.out .pipe::after,
        .sink.in .pipe::after {
          animation-direction: reverse;
        }
        .rest .pipe::after {
          display: none;
        }
      }
      :host(:dir(rtl)) .pipe::after {
        transform-origin: center;
        animation-name: run-rtl;
      }
      @keyframes run {
        from {
          transform: translateX(-6px);
        }
        to {
          transform: translateX(100%);
        }
      }
      @keyframes run-rtl {
        from {
          transform: translateX(100%);
        }
        to {
          transform: translateX(-6px);
        }
      }
    `];pe([m({attribute:!1})],mt.prototype,"model",2);mt=pe([k("bitgridai-flow")],mt);function U(e){return typeof e=="object"&&e!==null&&"message"in e?String(e.message):String(e)}const hs=10;function us(e,t,s,i){const n=[];for(const r of e.blocks){const a=r.loads[t];a===void 0||a.action==="HOLD"||n.push({at:r.at,what:s(`next_${a.action.toLowerCase()}`,{power:i.watts(a.target_w)}),reason:e.reasons[a.code]??a.code})}for(const r of e.marks)r.load!==t||r.action==="HOLD"||n.push({at:r.at,what:s(`mark_${r.kind}`),reason:r.reason});return n.sort((r,a)=>a.at-r.at).slice(0,hs)}var ps=Object.defineProperty,ms=Object.getOwnPropertyDescriptor,E=(e,t,s,i)=>{for(var n=i>1?void 0:i?ms(t,s):t,r=e.length-1,a;r>=0;r--)(a=e[r])&&(n=(i?a(t,s,n):a(n))||n);return i&&n&&ps(t,s,n),n};let y=class extends v{constructor(){super(...arguments),this.load="",this.newest=0,this.open=!1,this.changes=null,this.error=""}willUpdate(e){const t=e.has("open")||e.has("newest")||e.has("load");this.open&&t&&this.ask()}render(){return this.error?l`<p role="alert">${this.say("failed",{why:this.error})}</p>`:this.changes===null?l`<p>${this.say("loading")}</p>`:this.changes.length===0?l`<p>${this.say("no_history")}</p>`:l`<ol>
      ${this.changes.map(e=>l`<li>
          <time>${this.format.time(e.at)}</time><span>${e.what} (${e.reason})</span>
        </li>`)}
    </ol>`}async ask(){try{const e=await this.hass.callWS({type:"bitgridai/timeline",hours:24,language:this.hass.language});this.changes=us(e,this.load,this.say,this.format),this.error=""}catch(e){this.error=U(e)}}};y.styles=[S,x`
      ol {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 4px;
        font-size: 0.875rem;
      }
      li {
        display: grid;
        grid-template-columns: 3.6em 1fr;
        gap: 8px;
      }
      time {
        font-variant-numeric: tabular-nums;
      }
    `];E([m({attribute:!1})],y.prototype,"hass",2);E([m()],y.prototype,"load",2);E([m({attribute:!1})],y.prototype,"say",2);E([m({attribute:!1})],y.prototype,"format",2);E([m({type:Number})],y.prototype,"newest",2);E([m({type:Boolean})],y.prototype,"open",2);E([f()],y.prototype,"changes",2);E([f()],y.prototype,"error",2);y=E([k("bitgridai-history")],y);const fs=[15,30,60,120,240,480],me=60,gs=5;function kt(e,t){if(t==="stop")return[];const s=e.levels_w.filter(c=>c>0);if(e.step_w===0)return t==="limit"?s.slice(0,-1):s;const[i,n]=[s[0]??0,s.at(-1)??0],r=Math.round((n-i)/e.step_w),a=Math.min(gs-1,r),o=Array.from({length:a+1},(c,h)=>a===0?i:i+Math.round(r*h/a)*e.step_w);return t==="limit"?o.slice(0,-1):o}function _s(e,t){return t!=="limit"||kt(e,"limit").length>0}function ct(e,t){return t==="start"&&e.lockout!==null}function bs(e,t,s,i){const n={load:e.id,override:t,duration:s};return t!=="stop"&&i!==void 0&&(n.power_w=i),n}var ws=Object.defineProperty,vs=Object.getOwnPropertyDescriptor,C=(e,t,s,i)=>{for(var n=i>1?void 0:i?vs(t,s):t,r=e.length-1,a;r>=0;r--)(a=e[r])&&(n=(i?a(t,s,n):a(n))||n);return i&&n&&ws(t,s,n),n};const ys=[{wish:"start",word:"boost",icon:"boost"},{wish:"stop",word:"pause",icon:"pause"},{wish:"limit",word:"limit",icon:"limit"}];let $=class extends v{constructor(){super(...arguments),this.disabled=!1,this.minutes=me,this.wish=null}willUpdate(e){e.has("load")&&e.get("load")?.id!==this.load.id&&(this.wish=null)}render(){return l`<div class="wishes">
        ${ys.filter(({wish:e})=>_s(this.load,e)).map(({wish:e,word:t,icon:s})=>l`<button
            data-wish=${e}
            aria-expanded=${this.wish===e}
            ?disabled=${this.disabled||ct(this.load,e)}
            aria-describedby=${ct(this.load,e)?"why-not":d}
            @click=${()=>this.open(e)}
          >
            ${N(s)}<span>${this.say(t)}</span>
          </button>`)}
      </div>
      ${ct(this.load,"start")?l`<p id="why-not">${this.say("locked_start")}</p>`:d}
      ${this.wish===null||ct(this.load,this.wish)?d:this.panel(this.wish)}`}get time(){return this.chosen??this.minutes}open(e){this.wish=this.wish===e?null:e;const t=kt(this.load,e);this.power=e==="limit"?t[0]:t.at(-1)}panel(e){const t=kt(this.load,e),s={power:this.format.watts(this.power??0),time:pt(this.time,this.say)},i={start:"do_boost",stop:"do_pause",limit:"do_limit"};return l`<div class="panel">
      ${t.length>1||e==="limit"?l`<fieldset>
            <legend>${this.say(e==="limit"?"at_most":"at_power")}</legend>
            <div class="choices">
              ${t.map(n=>this.choice(this.format.watts(n),n===this.power,()=>this.power=n))}
            </div>
          </fieldset>`:d}
      <fieldset>
        <legend>${this.say("for_how_long")}</legend>
        <div class="choices">
          ${fs.map(n=>this.choice(pt(n,this.say),n===this.time,()=>this.chosen=n))}
        </div>
      </fieldset>
      <button class="main" data-do=${e} ?disabled=${this.disabled} @click=${()=>this.send(e)}>
        ${this.say(i[e],s)}
      </button>
    </div>`}choice(e,t,s){return l`<button aria-pressed=${t} @click=${s}>${e}</button>`}send(e){const t=bs(this.load,e,this.time,this.power);this.wish=null,this.dispatchEvent(new CustomEvent("override",{detail:t}))}};$.styles=[S,x`
      .wishes {
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: minmax(0, 1fr);
        gap: 8px;
      }
      .wishes button {
        padding-inline: 4px;
        flex-direction: column;
        gap: 2px;
        font-size: 0.875rem;
      }
      #why-not {
        margin: 6px 0 0;
        color: var(--dim);
        font-size: 0.8125rem;
      }
      .panel {
        margin-block-start: 8px;
        padding: 12px;
        border: 1px solid var(--line);
        border-radius: 12px;
        display: grid;
        gap: 10px;
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      .choices button {
        min-height: 36px;
        padding: 2px 10px;
      }
      fieldset {
        border: 0;
        margin: 0;
        padding: 0;
        min-width: 0;
      }
      legend {
        padding: 0;
        margin-block-end: 4px;
        color: var(--dim);
        font-size: 0.8125rem;
      }
    `];C([m({attribute:!1})],$.prototype,"load",2);C([m({attribute:!1})],$.prototype,"say",2);C([m({attribute:!1})],$.prototype,"format",2);C([m({type:Boolean})],$.prototype,"disabled",2);C([m({type:Number})],$.prototype,"minutes",2);C([f()],$.prototype,"wish",2);C([f()],$.prototype,"power",2);C([f()],$.prototype,"chosen",2);$=C([k("bitgridai-override")],$);function $s(e,t,s,i,n){return{id:e.id,headline:i(xs(e),{load:e.name}),power:e.power_w===null?"":n.watts(e.power_w),tone:e.state==="running"?"on":e.state==="off"?"off":"alert",why:e.made===null?i("no_decision"):Ss(e.made,s),rule:At(e.made?.rule_name??""),change:ks(e,t,i,n),next:e.next===null?"":fe(e.next,i,n)}}function xs(e){const t=e.made?.target_w??0;return e.state==="running"&&e.made!==null&&t===0?"stopping":e.state==="off"&&t>0?"starting":e.state}function ks(e,t,s,i){if(t.emergency_stop!==null)return s("change_release");if(e.proposal!==null&&!e.proposal.approved)return s("change_approve");const n=e.commands.at(-1);return e.made?.rule==="OVERRIDE"&&n!==void 0?s("change_command",{time:i.time(n.valid_until)}):e.lockout!==null?As(e.lockout.left_min??0,e.lockout.cause,s):e.made?.rule==="R3"?s("change_safety",{reason:e.made.reason}):e.made?.rule==="R5"?s("change_time"):e.hurdle!==null?s("change_hurdle",{power:i.watts(e.hurdle.lacking_w),reason:e.hurdle.reason}):e.nearest??s(t.trigger==="BLOCK_TICK"?"searching":"change_block")}function As(e,t,s){return e<=0?s("change_safety",{reason:t}):s("change_lockout",{time:pt(e,s)})}function Ss(e,t){return e.told[t].short}function fe(e,t,s){const i={START:"next_start",STOP:"next_stop",RAISE:"next_raise",LOWER:"next_lower",HOLD:e.target_w>0?"next_on":"next_off"};return`${t(i[e.action],{power:s.watts(e.target_w)})} (${e.reason})`}function At(e){return e.charAt(0).toUpperCase()+e.slice(1)}function Es(e,t,s){const i=e.target_w>0?s.watts(e.target_w):t("nothing");return t(e.verdict.toLowerCase(),{power:i})}const Cs=1.25;function Ms(e,t,s){const i=Math.max(e.value,e.limit,0)*Cs||1,n=t(e.name)??e.name,r=Xt(e.value,e.unit,t,s),a=e.bound==="min"?"needs_min":"needs_max",o=t(a,{limit:Xt(e.limit,e.unit,t,s)});return{label:n,value:r,limit:o,met:e.met,fill:Qt(e.value/i),mark:Qt(e.limit/i),told:`${n}: ${r}, ${o}, ${t(e.met?"met":"not_met")}`}}function Xt(e,t,s,i){if(t==="W")return i.watts(Math.round(e));const n=t==="blocks"?s("unit_blocks"):t==="starts"?s("unit_starts"):t;return`${i.number(e)} ${n}`}function Qt(e){return Math.round(Math.min(1,Math.max(0,e))*1e3)/10}var Ls=Object.defineProperty,Os=Object.getOwnPropertyDescriptor,_t=(e,t,s,i)=>{for(var n=i>1?void 0:i?Os(t,s):t,r=e.length-1,a;r>=0;r--)(a=e[r])&&(n=(i?a(t,s,n):a(n))||n);return i&&n&&Ls(t,s,n),n};let q=class extends v{constructor(){super(...arguments),this.votes=[]}render(){return l`<ul>
      ${this.votes.map(e=>l`<li class=${e.decisive?"decisive":""}>
          <div class="row wrap">
            <span class="rule">${At(e.rule_name)}</span>
            <span class="dim grow">${Es(e,this.say,this.format)}</span>
            ${e.decisive?l`<span class="pill" style="--tint: var(--on)">${this.say("decisive")}</span>`:d}
          </div>
          ${e.because?l`<div class="dim">${At(e.because)}</div>`:d}
          ${e.measures.map(t=>this.bar(Ms(t,this.say,this.format)))}
        </li>`)}
    </ul>`}bar(e){return l`<div class="measure ${e.met?"":"unmet"}" role="img" aria-label=${e.told}>
      <div class="ends"><span>${e.label} ${e.value}</span><span class="dim">${e.limit}</span></div>
      <div class="bar">
        <div class="fill" style="width: ${e.fill}%"></div>
        <div class="mark" style="inset-inline-start: ${e.mark}%"></div>
      </div>
    </div>`}};q.styles=[S,x`
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 10px;
      }
      li.decisive > .row .rule {
        font-weight: 600;
      }
      .measure {
        margin-block-start: 4px;
        font-size: 0.8125rem;
      }
      .ends {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 8px;
      }
      .bar {
        position: relative;
        height: 6px;
        border-radius: 3px;
        background: color-mix(in srgb, var(--ink) 10%, transparent);
      }
      .fill {
        height: 100%;
        border-radius: 3px;
        background: var(--on);
      }
      .unmet .fill {
        background: var(--warn);
      }
      .mark {
        position: absolute;
        inset-block: -3px;
        width: 2px;
        background: var(--ink);
      }
    `];_t([m({attribute:!1})],q.prototype,"votes",2);_t([m({attribute:!1})],q.prototype,"say",2);_t([m({attribute:!1})],q.prototype,"format",2);q=_t([k("bitgridai-votes")],q);function Ps(e,t,s){const i=[];e.emergency_stop!==null&&i.push({key:"emergency",tone:"alert",text:t("emergency_on"),action:"release"});for(const a of e.loads)i.push(...Ts(a,t,s));const r=ge(e)?.made?.told.energy.detail??"";r!==""&&i.push({key:"safety",tone:"warn",text:r});for(const[a,o]of e.health.causes.entries()){if(o.cause==="lockout"||o.cause==="emergency_stop"||o.cause==="no_reading"&&r.includes(o.about))continue;const c=o.about===""?"":`: ${o.about}`;i.push({key:`health-${a}`,tone:e.health.level==="error"?"alert":"warn",text:`${o.text}${c}`})}return i}function Hs(e){return e.health.level==="ok"&&ge(e)!==void 0?"warn":e.health.level}function ge(e){if(e.emergency_stop===null)return e.loads.find(t=>t.made?.rule==="R3"&&t.lockout===null)}function Ts(e,t,s){const i=[];if(e.lockout!==null){const n=e.lockout.left_min??0,r={load:e.name,cause:e.lockout.cause,time:pt(n,t)};i.push({key:`lockout-${e.id}`,tone:"alert",text:t(n>0?"lockout_left":"lockout_cause",r)})}if(e.proposal!==null&&!e.proposal.approved){const n={load:e.name,power:s.watts(e.proposal.target_w)},r=t(e.proposal.target_w>0?"proposal_start":"proposal_stop",n);i.push({key:`proposal-${e.id}`,tone:"info",text:r,action:"approve",load:e.id})}for(const n of e.commands){const r=zs(n,e.name,t,s);i.push({key:`command-${n.id}`,tone:"info",text:r,action:"automatic",load:e.id})}return i}function zs(e,t,s,i){const n=i.time(e.valid_until),r=e.power_w===null?"":i.watts(e.power_w);return e.override==="stop"?s("command_stop",{load:t,time:n}):e.override==="limit"?s("command_limit",{load:t,time:n,power:r}):s(r===""?"command_start":"command_start_power",{load:t,time:n,power:r})}const te=15,Ds=50;function Ns(e,t,s,i){const n=[e.pv_w,e.grid_w,e.battery_w,e.house_w,...t.map(u=>u.power_w)],r=Math.max(1,...n.map(u=>Math.abs(u??0))),a=(u,_,M,j,$e)=>({part:u,key:_,name:M,power:j===null?s("unknown"):i.watts(Math.abs(j)),note:$e,direction:j===null||Math.abs(j)<te?"rest":j>0?"in":"out",strength:Math.abs(j??0)/r}),o=(u,_,M)=>u===null?"":Math.abs(u)<te?s("idle"):u>0?_:M,c=u=>u===null?null:-u,h=[];if(e.fitted.includes("pv")&&h.push(a("sun","sun",s("sun"),e.pv_w,"")),e.fitted.includes("battery")){const u=e.soc_pct===null?s("battery"):`${s("battery")} ${i.number(e.soc_pct)} %`,_=o(e.battery_w,s("discharging"),s("charging"));h.push(a("battery","battery",u,e.battery_w,_))}e.fitted.includes("grid")&&h.push(a("grid","grid",s("grid"),e.grid_w,o(e.grid_w,s("importing"),s("exporting"))));const g=[a("house","house",s("house"),c(e.house_w),""),...t.map(u=>{const _=a("load",u.id,u.name,c(u.power_w),"");return u.state==="off"&&(u.power_w??0)<Ds?{..._,direction:"rest"}:_})],p=[...h,...g].map(u=>[u.name,u.power,u.note].filter(Boolean).join(" "));return{sources:h,sinks:g,label:`${s("flow")}: ${p.join(", ")}`}}const Rs=/(\d) (?=(?:k?Wh?|%|°C|ct|min|h|s|sats)(?![\p{L}\d]))/gu;function A(e){return e.replace(Rs,"$1 ")}const St=["energy","heat","technical"],Bs=[["24","last_day"],["168","last_week"]];function Us(e){return{schema:[{name:"audience",selector:{select:{mode:"dropdown",options:St.map(i=>({value:i,label:e(`form_${i}`)}))}}},{type:"grid",name:"",schema:[{name:"flow",default:!0,selector:{boolean:{}}},{name:"actions",default:!0,selector:{boolean:{}}}]},{name:"duration",selector:{number:{min:1,max:1440,mode:"box",unit_of_measurement:"min"}}}],computeLabel:_e(e)}}function js(e){return{schema:[{name:"hours",selector:{select:{mode:"dropdown",options:Bs.map(([s,i])=>({value:s,label:e(i)}))}}}],computeLabel:_e(e)}}function _e(e){return({name:t})=>t===""?"":e(`form_${t}`)}const Is={title:"BitGridAI",loading:"Der Regler wird gefragt …",absent:"Es ist kein Haushalt unter Kontrolle. Richten Sie BitGridAI unter Einstellungen, Geräte & Dienste ein.",outdated:"Diese Seite ist älter als die Integration. Laden Sie sie neu.",reload:"Neu laden",failed:"Das hat nicht geklappt: {why}",sun:"Sonne",battery:"Speicher",grid:"Netz",house:"Haus",charging:"lädt",discharging:"entlädt",importing:"Bezug",exporting:"Einspeisung",idle:"ruht",flow:"Leistung im Moment",surplus:"Überschuss",unknown:"nicht bekannt",running:"{load} läuft",off:"{load} ist aus",locked_out:"{load} ist gesperrt",not_answering:"{load} antwortet nicht",starting:"{load} startet",stopping:"{load} stoppt",change_release:"Ihre Freigabe des Not-Halts.",change_approve:"Ihre Zustimmung.",change_command:"Das Ende des Befehls um {time} oder zurück zur Automatik.",why:"Warum",change:"Was es ändern würde",next:"Was als Nächstes kommt",searching:"Wird gerade ermittelt …",change_lockout:"Wenn die Ursache behoben ist, frühestens in {time}.",change_safety:"Wenn das vorbei ist: {reason}.",change_time:"Nur die Zeit. Danach entscheidet wieder der Überschuss.",change_hurdle:"{power} mehr Überschuss, aber nicht nur das: {reason}.",change_block:"Der nächste Block: Er entscheidet neu.",no_decision:"Es wurde noch nichts entschieden.",in_time:"In {time}",now:"Jetzt",next_start:"startet mit {power}",next_stop:"stoppt",next_raise:"geht auf {power} hinauf",next_lower:"geht auf {power} herunter",next_on:"läuft mit {power} weiter",next_off:"bleibt aus",house_time:"{time} · {speed}×",ok:"Alles gut",warn:"Bitte ansehen",error:"Störung",autonomy:"Autonomie",manual:"Von Hand",assisted:"Mit Zustimmung",semi:"Halbautomatisch",full:"Automatisch",emergency_on:"Not-Halt. Alles bleibt aus, bis Sie es freigeben.",emergency:"Not-Halt",emergency_question:"Jetzt alle Verbraucher stoppen? Sie bleiben aus, bis Sie sie freigeben.",emergency_yes:"Alles stoppen",release:"Freigeben",cancel:"Abbrechen",locked_start:"Gesperrt: Starten geht erst, wenn die Sperre endet.",lockout_left:"{load} ist gesperrt: {cause}. Frühestens in {time} kann er wieder laufen.",lockout_cause:"{load} ist gesperrt: {cause}. Es geht weiter, sobald die Ursache behoben ist.",proposal_start:"{load} würde mit {power} laufen. Es wartet auf Sie.",proposal_stop:"{load} würde stoppen. Es wartet auf Sie.",approve:"Annehmen",approved:"Angenommen",command_start:"Auf Befehl läuft {load} bis {time}.",command_start_power:"Auf Befehl läuft {load} mit {power} bis {time}.",command_stop:"Auf Befehl pausiert {load} bis {time}.",command_limit:"Auf Befehl nimmt {load} höchstens {power} bis {time}.",automatic:"Zurück zur Automatik",boost:"Jetzt laufen",pause:"Pause",limit:"Begrenzen",for_how_long:"Wie lange",at_power:"Mit",at_most:"Höchstens",do_boost:"{time} lang mit {power} laufen",do_pause:"{time} lang pausieren",do_limit:"{time} lang höchstens {power}",accepted:"Erledigt: bis {time}.",shortened:"Erledigt, aber nur bis {time}.",refused:"Nicht möglich.",sent:"Erledigt.",details:"Alle Stimmen",technical:"Technische Ansicht",history:"Letzte Änderungen",no_history:"In den letzten 24 Stunden hat sich nichts geändert.",decisive:"entscheidet",propose:"schlägt {power} vor",allow:"kein Einwand",abstain:"keine Stimme",veto:"erlaubt nur {power}",force:"verlangt {power}",nothing:"aus",needs_min:"mindestens {limit}",needs_max:"höchstens {limit}",met:"erfüllt",not_met:"nicht erfüllt",available_w:"Überschuss",predicted_surplus_w:"Erwarteter Überschuss",battery_soc_pct:"Ladestand",pv_power_w:"Solarleistung",grid_power_w:"Netzbezug",price_ct_kwh:"Preis",price_ahead_ct_kwh:"Kommender Preis",chip_temp_c:"Temperatur",heartbeat_age_s:"Still seit",age_s:"Letzter Messwert",gain_ct:"Gewinn gegenüber Warten",blocks_since_start:"Läuft seit",blocks_since_stop:"Aus seit",blocks_since_change:"Letzte Änderung",starts_today:"Starts heute",unit_blocks:"Blöcke",unit_starts:"Starts",timeline:"Verlauf",last_day:"24 Stunden",last_week:"7 Tage",timeline_help:"Zeigen, tippen oder die Pfeiltasten nutzen, um einen Block zu sehen.",no_blocks:"Es ist noch kein Block aufgezeichnet. Der erste endet in wenigen Minuten.",pv:"Sonne",loads:"Verbraucher",forecast:"Vorhersage",block_running:"läuft",block_off:"aus",block_command:"auf Befehl",block_safety:"Sicherheit",block_waiting:"wartet auf Zustimmung",mark:"Sicherheit griff ein",mark_safety:"Sicherheit",mark_guard:"Wächter",mark_override:"Befehl",mark_restart:"Neustart",mark_settings:"Einstellungen",expected:"erwartet",whatif:"Was wäre, wenn …",hypothetical:"Nur gedacht: Es wird nichts geschaltet.",whatif_pv:"Sonne",whatif_house:"Haus",whatif_soc:"Ladestand",whatif_price:"Preis",whatif_reset:"Wie es jetzt ist",whatif_same:"Wie der nächste Block ohnehin erwartet wird.",whatif_differs:"Anders, als erwartet wird.",whatif_surplus:"Der Überschuss wäre {power}.",research:"Forschung",research_consent:"Nutzung für die Forschung erlauben",research_means:"Ihre Entscheidungen helfen herauszufinden, wie Häuser ihren eigenen Strom nutzen. Nur mit dieser Einwilligung darf ein Export entstehen; Namen werden ersetzt, und nichts verlässt Ihr Haus, wenn Sie es nicht senden. Sie können die Einwilligung jederzeit zurücknehmen.",research_on:"Sie haben eingewilligt. Jede Änderung daran wird aufgezeichnet.",research_off:"Aus. Es wird nichts exportiert.",research_records:"Aufbewahrte Einträge",research_hash:"Fingerabdruck des neuesten Eintrags",tile_policy_hash:"Fingerabdruck der Schwellenwerte",tile_block_coverage:"Zeit mit allen Messwerten heute",bundle:"Letztes Paket",bundle_none:"Es wurde noch keines erstellt.",bundle_made:"{date}: {n} Einträge, {size}",bundle_sealed:"{date}: {n} Einträge, {size}, verschlüsselt",bundle_hash:"Fingerabdruck des Pakets (SHA-256)",agent:"Agent",agent_none:"Es ist keiner eingerichtet. Nur Archiv und Export brauchen einen.",agent_waiting:"{n} Einträge warten auf ihn",copy:"Kopieren",copied:"Kopiert.",card_name:"BitGridAI",card_about:"Was gerade geschieht, warum, was es ändern würde und was als Nächstes kommt.",timeline_about:"Der letzte Tag oder die letzte Woche, Block für Block.",whatif_about:"Was entschieden würde, wenn Sonne, Haus, Speicher oder Preis anders wären.",research_about:"Einwilligung zur Forschung, letztes Paket und der Fingerabdruck des neuesten Eintrags.",feature_name:"BitGridAI: laufen oder pausieren",strategy_about:"Ein ganzes Dashboard aus dem, was eingerichtet ist: jetzt, Verlauf, Geräte, Kennzahlen, Forschung.",view_overview:"Übersicht",view_timeline:"Verlauf",view_devices:"Geräte",view_figures:"Kennzahlen",view_research:"Forschung",heading_today:"Heute",heading_energy:"Energie der Verbraucher",heading_controller:"Regler",heading_faults:"Etwas schiefgehen lassen",form_audience:"Erzählt für",form_energy:"Sonne, Speicher und Netz",form_heat:"Wärme",form_technical:"Technik",form_flow:"Leistungsfluss zeigen",form_actions:"Aktionen anbieten",form_hours:"Wie weit zurück",form_duration:"Übliche Dauer eines Befehls",minutes:"{n} min",hours:"{n} h"},Ws={title:"BitGridAI",loading:"Asking the controller …",absent:"No household is under control. Set BitGridAI up under Settings, Devices & services.",outdated:"This page is older than the integration. Reload it.",reload:"Reload",failed:"That did not work: {why}",sun:"Sun",battery:"Battery",grid:"Grid",house:"House",charging:"charging",discharging:"discharging",importing:"import",exporting:"feed-in",idle:"idle",flow:"Power right now",surplus:"Surplus",unknown:"not known",running:"{load} is running",off:"{load} is off",locked_out:"{load} is locked out",not_answering:"{load} does not answer",starting:"{load} is starting",stopping:"{load} is stopping",change_release:"Your release of the emergency stop.",change_approve:"Your approval.",change_command:"The end of the command at {time}, or going back to automatic.",why:"Why",change:"What would change it",next:"What comes next",searching:"Is being worked out …",change_lockout:"When its cause is gone, in {time} at the earliest.",change_safety:"When this is over: {reason}.",change_time:"Time alone. Then the surplus decides again.",change_hurdle:"{power} more surplus, but not that alone: {reason}.",change_block:"The next block: it decides anew.",no_decision:"Nothing has been decided yet.",in_time:"In {time}",now:"Now",next_start:"starts at {power}",next_stop:"stops",next_raise:"goes up to {power}",next_lower:"goes down to {power}",next_on:"keeps running at {power}",next_off:"stays off",house_time:"{time} · {speed}×",ok:"All well",warn:"Needs a look",error:"Fault",autonomy:"Autonomy",manual:"Manual",assisted:"Assisted",semi:"Semi-automatic",full:"Automatic",emergency_on:"Emergency stop. Everything stays off until you release it.",emergency:"Emergency stop",emergency_question:"Stop every load now? They stay off until you release them.",emergency_yes:"Stop everything",release:"Release",cancel:"Cancel",locked_start:"Locked out: it cannot be started until the lockout ends.",lockout_left:"{load} is locked out: {cause}. It can come back in {time} at the earliest.",lockout_cause:"{load} is locked out: {cause}. It comes back when the cause is gone.",proposal_start:"{load} would run at {power}. It waits for you.",proposal_stop:"{load} would stop. It waits for you.",approve:"Approve",approved:"Approved",command_start:"By command {load} runs until {time}.",command_start_power:"By command {load} runs at {power} until {time}.",command_stop:"By command {load} pauses until {time}.",command_limit:"By command {load} draws at most {power} until {time}.",automatic:"Back to automatic",boost:"Run now",pause:"Pause",limit:"Limit",for_how_long:"For how long",at_power:"At",at_most:"At most",do_boost:"Run at {power} for {time}",do_pause:"Pause for {time}",do_limit:"At most {power} for {time}",accepted:"Done: until {time}.",shortened:"Done, but only until {time}.",refused:"Not possible.",sent:"Done.",details:"All votes",technical:"Technical view",history:"Last changes",no_history:"Nothing has changed in the last 24 hours.",decisive:"decides",propose:"proposes {power}",allow:"no objection",abstain:"no vote",veto:"allows {power} only",force:"demands {power}",nothing:"off",needs_min:"at least {limit}",needs_max:"at most {limit}",met:"met",not_met:"not met",available_w:"Surplus",predicted_surplus_w:"Surplus expected",battery_soc_pct:"Battery charge",pv_power_w:"Solar power",grid_power_w:"Grid import",price_ct_kwh:"Price",price_ahead_ct_kwh:"Price ahead",chip_temp_c:"Temperature",heartbeat_age_s:"Silent for",age_s:"Last reading",gain_ct:"Gain over waiting",blocks_since_start:"Running since",blocks_since_stop:"Off since",blocks_since_change:"Last change",starts_today:"Starts today",unit_blocks:"blocks",unit_starts:"starts",timeline:"Timeline",last_day:"24 hours",last_week:"7 days",timeline_help:"Hover, tap or use the arrow keys to see a block.",no_blocks:"No block has been recorded yet. The first one ends in a few minutes.",pv:"Sun",loads:"Loads",forecast:"Forecast",block_running:"running",block_off:"off",block_command:"by command",block_safety:"safety",block_waiting:"waits for approval",mark:"Safety stepped in",mark_safety:"Safety",mark_guard:"Guard",mark_override:"Command",mark_restart:"Restart",mark_settings:"Settings",expected:"expected",whatif:"What if …",hypothetical:"Hypothetical: nothing is switched.",whatif_pv:"Sun",whatif_house:"House",whatif_soc:"Battery charge",whatif_price:"Price",whatif_reset:"As it is now",whatif_same:"As the next block is expected anyway.",whatif_differs:"Different from what is expected.",whatif_surplus:"Surplus would be {power}.",research:"Research",research_consent:"Allow research use",research_means:"Your decisions help to find out how homes use their own power. Only with this consent may an export be made; names are replaced, and nothing leaves your home unless you send it. You can take the consent back at any time.",research_on:"You agreed. Every change of this is recorded.",research_off:"Off. Nothing is exported.",research_records:"Records kept",research_hash:"Fingerprint of the newest record",tile_policy_hash:"Fingerprint of the thresholds",tile_block_coverage:"Time with complete readings today",bundle:"Last bundle",bundle_none:"None has been made.",bundle_made:"{date}: {n} records, {size}",bundle_sealed:"{date}: {n} records, {size}, encrypted",bundle_hash:"Fingerprint of the bundle (SHA-256)",agent:"Agent",agent_none:"None is set up. Only archive and exports need one.",agent_waiting:"{n} records wait for it",copy:"Copy",copied:"Copied.",card_name:"BitGridAI",card_about:"What happens now, why, what would change it, and what comes next.",timeline_about:"The last day or week, block by block.",whatif_about:"What would be decided if sun, house, battery or price were different.",research_about:"Consent to research use, the last bundle, and the fingerprint of the newest record.",feature_name:"BitGridAI: run or pause",strategy_about:"A whole dashboard from what is configured: now, timeline, devices, key figures, research.",view_overview:"Overview",view_timeline:"Timeline",view_devices:"Devices",view_figures:"Key figures",view_research:"Research",heading_today:"Today",heading_energy:"Energy of the loads",heading_controller:"Controller",heading_faults:"Let something go wrong",form_audience:"Tell it for",form_energy:"Sun, battery and grid",form_heat:"Warmth",form_technical:"Technicians",form_flow:"Show the power flow",form_actions:"Offer actions",form_duration:"Usual length of a command",form_hours:"How far back",minutes:"{n} min",hours:"{n} h"};function Vs(e,t){const s=e[t.split("-")[0]??""]??e.en;return(i,n={})=>s[i].replace(/\{(\w+)\}/g,(r,a)=>String(n[a]??r))}function B(e){return Vs({en:Ws,de:Is},e)}class Fs{constructor(t,s){this.clock=t,this.heardAtMs=s}now(t){return this.clock.now+(t-this.heardAtMs)/1e3*this.clock.speed}}class Gs{constructor(t,s){this.connection=t,this.language=s,this.listeners=new Set,this.leave=null,this.last=null,this.clock=null}join(t){return this.listeners.add(t),this.leave??=this.connection.subscribeMessage(s=>this.take(s),{type:"bitgridai/subscribe",language:this.language}),this.last!==null&&t(this.last,this.clock),()=>this.part(t)}get failed(){return(this.leave??Promise.resolve()).then(()=>null,t=>(this.leave=null,t))}take(t){this.last=t,this.clock=t.available?new Fs(t.clock,performance.now()):null;for(const s of this.listeners)s(t,this.clock)}part(t){if(this.listeners.delete(t),this.listeners.size>0||this.leave===null)return;const s=this.leave;this.leave=null,this.last=null,s.then(i=>i()).catch(()=>{})}}const ee=new WeakMap;function qs(e,t){let s=ee.get(e);s===void 0&&ee.set(e,s=new Map);let i=s.get(t);return i===void 0&&s.set(t,i=new Gs(e,t)),i}class Zs{constructor(t,s=()=>{}){this.host=t,this.seen=s,this.picture=null,this.clock=null,this.error=null,this.channel=null,this.part=null,this.connected=!1,t.addController(this)}use(t){const s=qs(t.connection,t.language);s!==this.channel&&(this.leave(),this.channel=s,this.connected&&this.join())}hostConnected(){this.connected=!0,this.join()}hostDisconnected(){this.connected=!1,this.leave()}join(){this.channel===null||this.part!==null||(this.part=this.channel.join((t,s)=>{this.picture=t,this.clock=s,this.error=null,this.seen(t),this.host.requestUpdate()}),this.channel.failed.then(t=>{t!==null&&(this.error=t,this.leave(),this.host.requestUpdate())}))}leave(){this.part?.(),this.part=null}}const Ks=1;var Ys=Object.defineProperty,Js=(e,t,s,i)=>{for(var n=void 0,r=e.length-1,a;r>=0;r--)(a=e[r])&&(n=a(t,s,n)||n);return n&&Ys(t,s,n),n};class bt extends v{constructor(){super(...arguments),this.live=new Zs(this,t=>this.heard(t)),this.say=B("en"),this.format=new Kt("en","UTC"),this.zone="UTC"}willUpdate(t){!t.has("hass")&&this.hasUpdated||(this.live.use(this.hass),this.speak())}shouldUpdate(t){return this.hass===void 0?!1:t.size!==1||!t.has("hass")||this.concerns(t.get("hass"))}getGridOptions(){return{columns:12,min_columns:6,rows:"auto"}}concerns(t){return t?.language!==this.hass.language||t.connection!==this.hass.connection}heard(t){t.available&&t.clock.time_zone!==this.zone&&(this.zone=t.clock.time_zone,this.speak())}render(){const t=this.live.picture;return this.live.error!==null?this.message(this.say("failed",{why:U(this.live.error)}),!0):t===null?this.message(this.say("loading")):t.schema!==Ks?this.message(this.say("outdated"),!0):t.available?this.content(t):this.message(this.say("absent"))}speak(){this.say=B(this.hass.language),this.format=new Kt(this.hass.locale?.language??this.hass.language,this.zone)}message(t,s=!1){return l`<ha-card>
      <p role="status">${t}</p>
      ${s?l`<button @click=${()=>location.reload()}>${this.say("reload")}</button>`:""}
    </ha-card>`}}Js([m({attribute:!1})],bt.prototype,"hass");class be extends bt{static getStubConfig(){return{}}setConfig(t){}}const Xs=x`
  .stack {
    display: grid;
    gap: 14px;
    grid-template-columns: minmax(0, 1fr);
  }
  .answer:empty {
    display: none;
  }
  .answer {
    font-weight: 500;
  }
  .banner {
    --tint: var(--info);
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 8px 10px;
    padding: 10px 12px;
    border-radius: 12px;
    background: color-mix(in srgb, var(--tint) 13%, transparent);
    border-inline-start: 4px solid var(--tint);
  }
  .banner .grow {
    min-width: 12em;
  }
  .banner.alert {
    --tint: var(--bad);
  }
  .banner.warn {
    --tint: var(--warn);
  }
  .load {
    border: 1px solid var(--line);
    border-radius: 14px;
    padding: 14px;
  }
  .load.on {
    background: color-mix(in srgb, var(--on) 7%, transparent);
    border-color: color-mix(in srgb, var(--on) 45%, transparent);
  }
  .load.alert {
    background: color-mix(in srgb, var(--bad) 7%, transparent);
    border-color: color-mix(in srgb, var(--bad) 45%, transparent);
  }
  .head {
    width: 100%;
    gap: 10px;
    text-align: start;
  }
  button.head,
  button.head:hover,
  button.head[aria-expanded="true"] {
    background: none;
    border: 0;
    padding: 0;
    border-radius: 6px;
  }
  .dot {
    width: 14px;
    height: 14px;
    border-radius: 50%;
    background: var(--tint);
    flex: none;
  }
  .off .dot {
    background: none;
    border: 3px solid var(--tint);
    box-sizing: border-box;
  }
  .headline {
    font-size: 1.25rem;
    font-weight: 500;
    line-height: 1.25;
  }
  .power {
    font-size: 1.25rem;
    font-weight: 500;
    white-space: nowrap;
  }
  .brief {
    margin-block-start: 4px;
    padding-inline-start: 24px;
    color: var(--ink);
  }
  dl {
    margin: 12px 0 14px;
  }
  dt {
    font-size: 0.8125rem;
    color: var(--ink);
    opacity: 0.85;
    font-weight: 600;
  }
  dd {
    margin: 0 0 10px;
  }
  dd .rule {
    margin-inline-start: 2px;
  }
  .when {
    display: inline-block;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    background: color-mix(in srgb, var(--ink) 8%, transparent);
    border-radius: 8px;
    padding: 0 8px;
    margin-inline-end: 4px;
  }
  .when bitgridai-countdown {
    display: inline;
  }
  .more {
    margin-block-start: 8px;
    display: grid;
    gap: 2px;
    color: var(--ink);
  }
  .more details > :not(summary) {
    margin-block: 4px 10px;
  }
  .technical {
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }
  .code {
    font-family: var(--ha-font-family-code, monospace);
  }
  .load .dim {
    color: var(--ink);
  }
  .footer > button {
    flex: 1 0 auto;
  }
  .flow {
    display: grid;
    gap: 8px;
  }
  .flow p {
    font-size: 0.8125rem;
  }
  .footer {
    gap: 10px;
  }
  .footer > .autonomy {
    flex: 3 1 15em;
  }
  .autonomy select {
    flex: 1;
    min-width: 0;
  }
  .question {
    display: grid;
    gap: 10px;
    border: 2px solid var(--bad);
    border-radius: 12px;
    padding: 12px;
  }
`;var Qs=Object.defineProperty,ti=Object.getOwnPropertyDescriptor,J=(e,t,s,i)=>{for(var n=i>1?void 0:i?ti(t,s):t,r=e.length-1,a;r>=0;r--)(a=e[r])&&(n=(i?a(t,s,n):a(n))||n);return i&&n&&Qs(t,s,n),n};const ei={on:"var(--on)",off:"var(--dim)",alert:"var(--bad)"},si=15e3,ii=["manual","assisted","semi","full"];let O=class extends bt{constructor(){super(...arguments),this.config={type:"custom:bitgridai-card"},this.asking=!1,this.busy=!1,this.answer=""}static getStubConfig(){return{}}static getConfigForm(){return{...Us(B(document.documentElement.lang||"en")),assertConfig:se}}setConfig(e){se(e),this.config=e}getCardSize(){return 8}content(e){const t=this.opened===void 0?e.main??e.loads[0]?.id??null:this.opened;return l`<ha-card>
      <div class="stack">
        ${this.header(e)}
        ${Ps(e,this.say,this.format).map(s=>this.banner(s,e))}
        <div class="answer" role="status" aria-live="polite">${this.answer}</div>
        ${e.loads.map(s=>this.load(s,e,t))}
        ${this.config.flow===!1?d:l`<div class="flow">
              <p class="row">
                <span class="grow dim">${this.say("flow")}</span>
                ${e.flows.surplus_w===null?d:l`<span>${this.say("surplus")} <b>${this.format.watts(e.flows.surplus_w)}</b></span>`}
              </p>
              <bitgridai-flow
                .model=${Ns(e.flows,e.loads,this.say,this.format)}
              ></bitgridai-flow>
            </div>`}
        ${this.config.actions===!1?d:this.footer(e)}
      </div>
    </ha-card>`}header(e){const t=Hs(e),s={ok:"var(--on)",warn:"var(--warn)",error:"var(--bad)"}[t];return l`<div class="header row wrap">
      <h2 class="grow">${this.say("title")}</h2>
      <span class="pill health" style="--tint: ${s}">${N(t==="ok"?"ok":"alert")}${this.say(t)}</span>
      ${e.clock.simulated?l`<span class="pill">${this.say("house_time",{time:this.format.time(e.clock.now),speed:e.clock.speed})}</span>`:d}
    </div>`}banner(e,t){const s={release:()=>{this.press(t.doors.release_emergency_stop)},approve:()=>{this.press(t.doors.approve)},automatic:()=>{this.clear(e.load)}},i=e.action,n=i!==void 0&&this.config.actions!==!1;return l`<div class="banner ${e.tone}" role=${e.tone==="alert"?"alert":"status"}>
      ${N(e.tone==="alert"?"stop":e.tone==="warn"?"alert":"info")}
      <span class="grow">${A(e.text)}</span>
      ${n?l`<button class="main" data-act=${i} ?disabled=${this.busy} @click=${s[i]}>
            ${this.say(i)}
          </button>`:d}
    </div>`}load(e,t,s){const i=$s(e,t,this.config.audience??"energy",this.say,this.format),n=e.id===s,r=t.loads.length===1,a=l`<span class="dot" style="--tint: ${ei[i.tone]}"></span>
      <span class="headline grow">${i.headline}</span>
      <span class="power">${i.power}</span>`;return l`<section class="load ${i.tone}" aria-label=${e.name} data-load=${e.id}>
      ${r?l`<div class="head row">${a}</div>`:l`<button
            class="head"
            aria-expanded=${n}
            @click=${()=>this.opened=n?null:e.id}
          >
            ${a}<span class="chevron"></span>
          </button>`}
      ${n||r?this.story(e,t,i):l`<p class="brief dim">${A(i.why)}</p>`}
    </section>`}story(e,t,s){const i=this.config.audience??"energy";return l`<dl>
        <dt>${this.say("why")}</dt>
        <dd class="why">${A(s.why)}${s.rule?l` <span class="pill rule">${s.rule}</span>`:d}</dd>
        <dt>${this.say("change")}</dt>
        <dd class="change">${A(s.change)}</dd>
        <dt>${this.say("next")}</dt>
        <dd class="next">
          <span class="when"
            ><bitgridai-countdown
              .clock=${this.live.clock}
              .until=${t.next_block_at}
              .told=${n=>this.say("in_time",{time:n})}
            ></bitgridai-countdown
          ></span>
          <span>${A(s.next)}</span>
        </dd>
      </dl>
      ${this.config.actions===!1?d:l`<bitgridai-override
            .load=${e}
            .say=${this.say}
            .format=${this.format}
            .minutes=${this.config.duration??60}
            ?disabled=${this.busy||t.emergency_stop!==null}
            @override=${n=>this.override(n.detail)}
          ></bitgridai-override>`}
      <div class="more">
        <details>
          <summary>${this.say("details")}</summary>
          ${e.made===null?d:l`<p class="detail">${A(e.made.told[i].detail)}</p>`}
          <bitgridai-votes .votes=${e.votes} .say=${this.say} .format=${this.format}></bitgridai-votes>
        </details>
        <details>
          <summary>${this.say("technical")}</summary>
          <p class="technical">${e.trace}</p>
          <p class="technical code">${e.made?.told.technical.technical??""}</p>
        </details>
        <details @toggle=${this.toggled}>
          <summary>${this.say("history")}</summary>
          <bitgridai-history
            .hass=${this.hass}
            .load=${e.id}
            .say=${this.say}
            .format=${this.format}
            .newest=${t.decided_at??0}
          ></bitgridai-history>
        </details>
      </div>`}toggled(e){const t=e.currentTarget,s=t.querySelector("bitgridai-history");s!==null&&(s.open=t.open)}footer(e){return this.asking?this.question(e.doors):l`<div class="footer row wrap">
      <label class="row grow autonomy">
        <span class="dim">${this.say("autonomy")}</span>
        <select
          ?disabled=${this.busy||e.doors.autonomy===null}
          @change=${t=>this.choose(e.doors,t.target.value)}
        >
          ${ii.map(t=>l`<option value=${t} ?selected=${t===e.autonomy} .selected=${t===e.autonomy}>
                ${this.say(t)}
              </option>`)}
        </select>
      </label>
      ${e.emergency_stop===null&&e.doors.emergency_stop!==null?l`<button class="danger" data-act="emergency" @click=${this.ask}>
            ${N("stop")}${this.say("emergency")}
          </button>`:d}
    </div>`}question(e){return l`<div class="footer question" role="alertdialog" aria-label=${this.say("emergency_question")} @keydown=${this.keyed}>
      <p>${this.say("emergency_question")}</p>
      <div class="row wrap">
        <button class="danger sure" data-act="sure" @click=${()=>this.stopAll(e)}>
          ${N("stop")}${this.say("emergency_yes")}
        </button>
        <button @click=${this.cancel}>${this.say("cancel")}</button>
      </div>
    </div>`}async ask(){this.asking=!0,await this.updateComplete,this.renderRoot.querySelector(".sure")?.focus()}keyed(e){e.key==="Escape"&&this.cancel()}async cancel(){this.asking=!1,await this.updateComplete,this.renderRoot.querySelector("[data-act=emergency]")?.focus()}stopAll(e){this.asking=!1,this.press(e.emergency_stop)}press(e){return this.act(async()=>(e!==null&&await this.hass.callService("button","press",{entity_id:e},void 0,!1),this.say("sent")))}choose(e,t){return this.act(async()=>{const s={entity_id:e.autonomy,option:t};return await this.hass.callService("select","select_option",s,void 0,!1),this.say("sent")})}clear(e){return this.act(async()=>(await this.hass.callService("bitgridai","clear_override",e===void 0?{}:{load:e},void 0,!1),this.say("sent")))}override(e){return this.act(async()=>{const t={...e},{response:s}=await this.hass.callService("bitgridai","set_override",t,void 0,!1,!0),i=s;if(i===void 0||i.status==="refused")return i?.message??this.say("refused");const n=this.live.clock?.now(performance.now())??0,r=i.status==="shortened"?1440:e.duration;return this.say(i.status,{time:this.format.time(n+r*60)})})}async act(e){this.busy=!0,this.answer="",clearTimeout(this.fading);try{this.answer=await e()}catch(t){this.answer=U(t)}finally{this.busy=!1,this.fading=setTimeout(()=>this.answer="",si)}}};O.styles=[S,Xs];J([f()],O.prototype,"config",2);J([f()],O.prototype,"opened",2);J([f()],O.prototype,"asking",2);J([f()],O.prototype,"busy",2);J([f()],O.prototype,"answer",2);O=J([k("bitgridai-card")],O);function se(e){const{audience:t,duration:s}=e;if(t!==void 0&&!St.includes(t))throw new Error(`audience: one of ${St.join(", ")}, not ${t}`);if(s!==void 0&&!(s>=1&&s<=1440))throw new Error(`duration: minutes from 1 to 1440, not ${String(s)}`)}function ni(e,t){if(e===null)return t("agent_none");const s=e.waiting>0?t("agent_waiting",{n:e.waiting}):"";return[e.text,s,e.error??""].filter(Boolean).join(". ")}const ri=1e3,ie=1e6;function ai(e,t,s){if(e===null)return s("bundle_none");const i={date:t.dateTime(e.at),n:t.number(e.records),size:oi(e.bytes,t)};return s(e.encrypted?"bundle_sealed":"bundle_made",i)}function oi(e,t){return e<ie?`${t.number(Math.ceil(e/ri))} kB`:`${t.number(e/ie)} MB`}var li=Object.defineProperty,ci=Object.getOwnPropertyDescriptor,Dt=(e,t,s,i)=>{for(var n=i>1?void 0:i?ci(t,s):t,r=e.length-1,a;r>=0;r--)(a=e[r])&&(n=(i?a(t,s,n):a(n))||n);return i&&n&&li(t,s,n),n};let rt=class extends be{constructor(){super(...arguments),this.answer="",this.busy=!1}getCardSize(){return 4}content(e){const{consent:t,records:s,last_hash:i,last_export:n}=e.research;return l`<ha-card>
      <h2>${this.say("research")}</h2>
      <p id="means">${this.say("research_means")}</p>
      <label>
        <input
          type="checkbox"
          role="switch"
          aria-describedby="means"
          .checked=${t}
          ?disabled=${this.busy||e.doors.research===null}
          @change=${r=>this.agree(e,r.target)}
        />
        ${this.say("research_consent")}
      </label>
      <p>${this.say(t?"research_on":"research_off")}</p>
      <dl>
        <dt>${this.say("agent")}</dt>
        <dd>${ni(e.agent,this.say)}</dd>
        <dt>${this.say("research_records")}</dt>
        <dd>${this.format.number(s)}</dd>
        <dt>${this.say("research_hash")}</dt>
        <dd>${this.hash(i,"research_hash")}</dd>
        <dt>${this.say("bundle")}</dt>
        <dd>${ai(n,this.format,this.say)}</dd>
        ${n===null?d:l`<dt>${this.say("bundle_hash")}</dt>
                <dd>${this.hash(n.sha256,"bundle_hash")}</dd>`}
      </dl>
      <div role="status" aria-live="polite">${this.answer}</div>
    </ha-card>`}hash(e,t){const s=`${this.say("copy")}: ${this.say(t)}`,i=l`<button aria-label=${s} @click=${()=>this.copy(e)}>${this.say("copy")}</button>`;return l`<code>${e}</code> ${navigator.clipboard?i:d}`}async agree(e,t){const s=t.checked;t.checked=e.research.consent,this.busy=!0,this.answer="";try{const i={entity_id:e.doors.research};await this.hass.callService("switch",s?"turn_on":"turn_off",i,void 0,!1)}catch(i){this.answer=U(i)}finally{this.busy=!1}}async copy(e){await navigator.clipboard.writeText(e),this.answer=this.say("copied")}};rt.styles=[S,zt,x`
      label {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 44px;
        font-weight: 500;
        cursor: pointer;
      }
      input {
        width: 22px;
        height: 22px;
        flex: none;
        accent-color: var(--primary-color, #03a9f4);
      }
      dl {
        margin: 0;
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 4px 14px;
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      code {
        font-family: var(--ha-font-family-code, monospace);
        font-size: 0.8125rem;
      }
      dd button {
        min-height: 32px;
        padding-block: 2px;
      }
    `];Dt([f()],rt.prototype,"answer",2);Dt([f()],rt.prototype,"busy",2);rt=Dt([k("bitgridai-research-card")],rt);function Et(e){return e.rule==="R3"?"safety":e.rule==="OVERRIDE"?"command":e.code==="AUTONOMY_ASSISTED"?"waiting":e.target_w>0?"running":"off"}function di(e,t,s){const i=Math.max(1,...e.map(r=>r.loads[t]?.target_w??0)),n=[];for(const r of e){const a=r.loads[t];if(a===void 0)continue;const o=Et(a),c=Math.round(a.target_w/i*20)/20,h=n.at(-1);h!==void 0&&h.to===r.at&&h.shade===o&&h.level===c?h.to=r.at+s:n.push({from:r.at,to:r.at+s,shade:o,level:c})}return n}const hi={24:8*3600,168:24*3600},$t=500;function ui(e,t){const s=e.forecast.at(-1)?.at??e.until,i=e.blocks[0]?.at??e.since,n=Math.max(e.until,Math.min(e.until+(hi[t]??0),s)),r=e.blocks.flatMap(h=>[h.pv_w??0,h.loads_w??0,h.surplus_w??0]),a=e.forecast.filter(h=>h.at<=n).map(h=>h.pv_w),o=Math.max($t,...r,...a);return{from:Math.max(e.since,Math.min(i,e.until-2*3600)),to:n,top:Math.ceil(o/$t)*$t}}const Ct=1e3,Z=100;function b(e,t){return ve((e-t.from)/(t.to-t.from||1)*Ct)}function we(e,t){return ve(Z-Math.min(Math.max(e,0),t.top)/t.top*Z)}function pi(e,t,s){let i="",n=null;for(const[r,a]of e){if(a===null){n=null;continue}i+=`${n===null||r-n>s?"M":"L"}${b(r,t)} ${we(a,t)}`,n=r}return i}function xt(e,t,s){let i="",n=[];const r=()=>{const[a,o]=[n[0],n.at(-1)];if(a!==void 0&&o!==void 0&&n.length>1){i+=`M${b(a[0],t)} ${Z}`;for(const[c,h]of n)i+=`L${b(c,t)} ${we(h??0,t)}`;i+=`L${b(o[0],t)} ${Z}Z`}n=[]};for(const a of e){const o=n.at(-1);(a[1]===null||o!==void 0&&a[0]-o[0]>s)&&r(),a[1]!==null&&n.push(a)}return r(),i}function mi(e,t){let[s,i]=[0,e.length-1];for(;s<i;){const n=Math.ceil((s+i)/2);(e[n]?.at??0)<=t?s=n:i=n-1}return Math.max(0,s)}function fi(e,t,s){const i=e.to-e.from,n=[1,2,3,6,12,24].find(a=>i/(a*3600)<=t)??24,r=[];for(let a=Math.ceil(e.from/3600)*3600;a<e.to;a+=3600)s(a)%n===0&&r.push(a);return r}function ve(e){return Math.round(e*10)/10}const gi=x`
  :host {
    --pv: var(--energy-solar-color, #ff9800);
    --rest: color-mix(in srgb, var(--ink) 14%, transparent);
  }
  .header button {
    min-height: 40px;
  }
  .plot {
    position: relative;
    touch-action: pan-y;
    cursor: crosshair;
    border-radius: 4px;
    padding-block: 18px 20px;
  }
  .chart {
    display: block;
    width: 100%;
    height: 150px;
    border-block-end: 1px solid var(--line);
  }
  .band {
    display: block;
    width: 100%;
    height: 16px;
    margin-block-start: 5px;
  }
  .top {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 2px;
    font-size: 0.75rem;
    color: var(--dim);
  }
  .name {
    display: block;
    font-size: 0.75rem;
    margin-block: 4px -4px;
  }
  path {
    vector-effect: non-scaling-stroke;
    fill: none;
  }
  path.pv,
  .swatch.pv {
    fill: color-mix(in srgb, var(--pv) 35%, transparent);
    background: color-mix(in srgb, var(--pv) 35%, transparent);
    stroke: var(--pv);
  }
  path.forecast {
    fill: color-mix(in srgb, var(--pv) 12%, transparent);
    stroke: var(--pv);
    stroke-dasharray: 4 4;
  }
  .swatch.forecast {
    border: 1px dashed var(--pv);
  }
  path.loads,
  .swatch.loads {
    fill: color-mix(in srgb, var(--on) 45%, transparent);
    background: color-mix(in srgb, var(--on) 45%, transparent);
    stroke: var(--on);
  }
  path.surplus {
    stroke: var(--info);
    stroke-width: 1.5;
  }
  .swatch.surplus {
    background: var(--info);
    height: 3px;
  }
  path.tick {
    stroke: var(--line);
  }
  rect.running {
    fill: var(--on);
  }
  rect.off {
    fill: var(--rest);
  }
  rect.command {
    fill: var(--info);
  }
  rect.safety {
    fill: var(--bad);
  }
  rect.waiting {
    fill: var(--warn);
  }
  rect.expected {
    opacity: 0.6;
  }
  .swatch.running {
    background: var(--on);
  }
  .swatch.off {
    background: var(--rest);
  }
  .swatch.command {
    background: var(--info);
  }
  .swatch.safety {
    background: var(--bad);
  }
  .swatch.waiting {
    background: var(--warn);
  }
  .swatch.mark {
    width: 0;
    height: 0;
    border-radius: 0;
    border-inline: 6px solid transparent;
    border-block-start: 10px solid var(--bad);
  }
  .swatch {
    display: inline-block;
    width: 12px;
    height: 12px;
    border-radius: 3px;
    box-sizing: border-box;
    flex: none;
  }
  .future {
    position: absolute;
    inset-block: 18px 20px;
    right: 0;
    border-left: 2px solid var(--ink);
    background: repeating-linear-gradient(
      -45deg,
      color-mix(in srgb, var(--ink) 5%, transparent) 0 4px,
      transparent 4px 10px
    );
    pointer-events: none;
  }
  .marks span {
    position: absolute;
    inset-block-start: 8px;
    margin-inline-start: -6px;
    border-inline: 6px solid transparent;
    border-block-start: 10px solid var(--bad);
  }
  .axis span {
    position: absolute;
    inset-block-end: 0;
    transform: translateX(-50%);
    font-size: 0.75rem;
    color: var(--dim);
    white-space: nowrap;
  }
  .cursor {
    position: absolute;
    inset-block: 18px 20px;
    width: 2px;
    margin-inline-start: -1px;
    background: var(--ink);
    pointer-events: none;
  }
  .legend {
    list-style: none;
    margin: 0;
    padding: 0;
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    font-size: 0.8125rem;
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .info {
    min-height: 4.5em;
    display: grid;
    gap: 4px;
    align-content: start;
  }
`;var _i=Object.defineProperty,bi=Object.getOwnPropertyDescriptor,X=(e,t,s,i)=>{for(var n=i>1?void 0:i?bi(t,s):t,r=e.length-1,a;r>=0;r--)(a=e[r])&&(n=(i?a(t,s,n):a(n))||n);return i&&n&&_i(t,s,n),n};const wi=120,ne=6,vi=24,yi=["running","off","command","waiting","safety"],$i={24:6,168:7};let P=class extends bt{constructor(){super(...arguments),this.hours=24,this.drawing=null,this.error="",this.index=null,this.told=null,this.known=new Map,this.asked=""}static getStubConfig(){return{hours:24}}static getConfigForm(){return js(B(document.documentElement.lang||"en"))}setConfig(e){const t=Number(e.hours??24);if(t!==24&&t!==168)throw new Error(`hours: 24 or 168, not ${String(e.hours)}`);this.hours=t}getCardSize(){return 6}heard(e){super.heard(e),e.available&&this.ask(e)}updated(e){const t=this.live.picture;e.has("hours")&&t?.available&&this.ask(t)}async ask(e){const t=`${this.hours} ${String(e.decided_at)} ${e.language}`;if(t!==this.asked){this.asked=t;try{const s=await this.hass.callWS({type:"bitgridai/timeline",hours:this.hours,language:this.hass.language});this.error="",this.index!==null&&(this.index=Math.min(this.index,s.blocks.length-1)),this.drawing=this.draw(s)}catch(s){this.asked="",this.error=U(s)}}}draw(e){const t=ui(e,this.hours),s=e.block_s*1.5,i=r=>e.blocks.map(a=>[a.at,r(a)]),n=e.forecast.filter(({at:r})=>r>=e.until-s&&r<=t.to);return{line:e,scale:t,pv:xt(i(r=>r.pv_w),t,s),forecast:xt(n.map(({at:r,pv_w:a})=>[r,a]),t,1/0),loads:xt(i(r=>r.loads_w),t,s),surplus:pi(i(r=>r.surplus_w),t,s),bands:Object.entries(e.names).map(([r,a])=>({load:r,name:a,segments:di(e.blocks,r,e.block_s)})),steps:e.marks.filter(r=>r.kind==="safety"&&r.at>=t.from),ticks:fi(t,$i[this.hours],r=>this.format.hour(r))}}content(e){const t=this.drawing;return l`<ha-card>
      <div class="header row wrap">
        <h2 class="grow">${this.say("timeline")}</h2>
        ${[24,168].map(s=>l`<button aria-pressed=${this.hours===s} @click=${()=>this.show(s)}>
            ${this.say(s===24?"last_day":"last_week")}
          </button>`)}
      </div>
      ${this.error?l`<p role="alert">${this.say("failed",{why:this.error})}</p>`:d}
      ${t===null?l`<p role="status">${this.say("loading")}</p>`:t.line.blocks.length===0?l`<p>${this.say("no_blocks")}</p>`:[this.plot(t,e),this.legend(t),this.info(t,e)]}
    </ha-card>`}show(e){this.hours=e,this.index=null,this.told=null}plot(e,t){const{line:s,scale:i}=e,n=this.index===null?null:s.blocks[this.index],r=b(s.until,i),a=b(t.next_block_at,i);return l`<div
      class="plot"
      dir="ltr"
      role="slider"
      tabindex="0"
      aria-label=${this.say("timeline")}
      aria-valuemin="0"
      aria-valuemax=${s.blocks.length-1}
      aria-valuenow=${this.index??s.blocks.length-1}
      aria-valuetext=${n==null?this.say("timeline_help"):this.spoken(n,e)}
      @pointermove=${this.pointed}
      @pointerdown=${this.pointed}
      @keydown=${this.keyed}
    >
      <span class="top">${this.format.watts(i.top)}</span>
      <svg class="chart" viewBox="0 0 ${Ct} ${Z}" preserveAspectRatio="none" aria-hidden="true">
        <path class="pv" d=${e.pv}></path>
        <path class="forecast" d=${e.forecast}></path>
        <path class="loads" d=${e.loads}></path>
        <path class="surplus" d=${e.surplus}></path>
        ${e.ticks.map(o=>yt`<path class="tick" d="M${b(o,i)} 0V${Z}"></path>`)}
      </svg>
      ${e.bands.map(({name:o,segments:c,load:h})=>l`${e.bands.length>1?l`<span class="name">${o}</span>`:d}
          <svg class="band" viewBox="0 0 ${Ct} 10" preserveAspectRatio="none" aria-hidden="true">
            ${c.map(g=>this.segment(g,i))} ${this.nextBlock(t,h,a,i)}
          </svg>`)}
      <div class="future" style="left: ${r/10}%"></div>
      <div class="marks">
        ${e.steps.map(o=>this.mark(o,i))}
      </div>
      <div class="axis">
        ${e.ticks.map(o=>l`<span style="left: ${b(o,i)/10}%">
            ${this.format.hour(o)===0?this.format.weekday(o):this.format.time(o)}
          </span>`)}
      </div>
      ${n==null?d:l`<div class="cursor" style="left: ${b(n.at+s.block_s/2,i)/10}%"></div>`}
    </div>`}segment({from:e,to:t,shade:s,level:i},n){const[r,a]=[b(Math.max(e,n.from),n),b(t,n)],o=s==="running"?.35+.65*i:1;return yt`<rect class=${s} x=${r} width=${Math.max(0,a-r)} height="10" opacity=${o}></rect>`}nextBlock(e,t,s,i){const n=e.loads.find(o=>o.id===t)?.next;if(n==null)return d;const r=b(e.next_block_at+e.block_s,i),a=n.target_w>0?"running":"off";return yt`<rect class="${a} expected" x=${s} width=${Math.max(3,r-s)} height="10"></rect>`}mark(e,t){const s=`${this.format.time(e.at)} ${this.say("mark_safety")}: ${e.reason}`;return l`<span style="left: ${b(e.at,t)/10}%" title=${s}></span>`}legend(e){const t=new Set(e.bands.flatMap(({segments:i})=>i.map(({shade:n})=>n))),s=[["pv","pv",e.pv!==""],["loads","loads",e.loads!==""],["surplus","surplus",e.surplus!==""],["forecast","forecast",e.forecast!==""],...yi.map(i=>[i,`block_${i}`,t.has(i)]),["mark","mark",e.steps.length>0]];return l`<ul class="legend">
      ${s.filter(([,,i])=>i).map(([i,n])=>l`<li><span class="swatch ${i}"></span>${this.say(n)}</li>`)}
    </ul>`}info(e,t){const s=this.index===null?void 0:e.line.blocks[this.index];if(s===void 0){const r=t.loads.map(a=>a.next===null?"":`${a.name} ${fe(a.next,this.say,this.format)}`);return l`<div class="info">
        <p class="dim">${this.say("timeline_help")}</p>
        <p><b>${this.say("next")}</b>, ${this.format.time(t.next_block_at)}: ${A(r.join("; "))}</p>
      </div>`}const i=this.told?.seq===s.seq?this.told:null,n=e.line.marks.filter(({at:r})=>r>=s.at&&r<s.at+e.line.block_s);return l`<div class="info">
      <p class="row wrap">
        <b>${this.hours>vi?this.format.weekdayTime(s.at):this.format.time(s.at)}</b>
        ${this.figure("pv",s.pv_w)} ${this.figure("surplus",s.surplus_w)} ${this.figure("loads",s.loads_w)}
      </p>
      ${Object.entries(s.loads).map(([r,a])=>l`<p>
          <span class="swatch ${Et(a)}"></span>
          ${A(i?.told[r]?.energy.short??`${e.line.names[r]??r}: ${e.line.reasons[a.code]??a.code}`)}
        </p>`)}
      ${n.map(r=>l`<p>
          ${this.format.time(r.at)} ${this.say(`mark_${r.kind}`)}: ${e.line.names[r.load]??r.load},
          ${r.reason}
        </p>`)}
    </div>`}figure(e,t){return t===null?d:l`<span>${this.say(e)} ${this.format.watts(t)}</span>`}spoken(e,t){const s=Object.entries(e.loads).map(([i,n])=>`${t.line.names[i]??i} ${this.say(`block_${Et(n)}`)}, ${t.line.reasons[n.code]??""}`);return`${this.format.weekdayTime(e.at)}: ${s.join("; ")}`}pointed(e){if(this.drawing===null)return;const t=e.currentTarget.getBoundingClientRect(),{scale:s,line:i}=this.drawing,n=s.from+(e.clientX-t.left)/t.width*(s.to-s.from);this.look(mi(i.blocks,n))}keyed(e){const t=(this.drawing?.line.blocks.length??0)-1,s=this.index??t,n={ArrowLeft:s-1,ArrowRight:s+1,PageUp:s-ne,PageDown:s+ne,Home:0,End:t}[e.key];n===void 0||t<0||(e.preventDefault(),this.look(Math.min(t,Math.max(0,n))))}look(e){const t=this.drawing?.line.blocks[e];t===void 0||e===this.index||(this.index=e,this.told=this.known.get(t.seq)??null,clearTimeout(this.reading),this.told===null&&(this.reading=setTimeout(()=>{this.read(t.seq)},wi)))}async read(e){try{const t=await this.hass.callWS({type:"bitgridai/explain_record",seq:e,language:this.hass.language});this.known.set(e,t),this.told=t}catch{}}};P.styles=[S,zt,gi];X([f()],P.prototype,"hours",2);X([f()],P.prototype,"drawing",2);X([f()],P.prototype,"error",2);X([f()],P.prototype,"index",2);X([f()],P.prototype,"told",2);P=X([k("bitgridai-timeline-card")],P);const xi=[{knob:"pv_w",word:"whatif_pv",unit:"W",min:0,max:6e3,step:50},{knob:"house_w",word:"whatif_house",unit:"W",min:0,max:6e3,step:50},{knob:"soc_pct",word:"whatif_soc",unit:"%",min:0,max:100,step:1},{knob:"price_ct_kwh",word:"whatif_price",unit:"ct/kWh",min:-10,max:60,step:.5}];function ki(e){return xi.flatMap(t=>{const s=e[t.knob];if(s===null||t.knob==="pv_w"&&!e.fitted.includes("pv"))return[];const i=t.unit==="%"?t.max:Math.max(t.max,Math.ceil(s*2/1e3)*1e3);return[{...t,now:s,max:t.unit==="W"?i:Math.max(t.max,s),min:Math.min(t.min,s)}]})}function Ai(e){return Object.fromEntries(Object.entries(e).filter(([,t])=>t!==void 0))}var Si=Object.defineProperty,Ei=Object.getOwnPropertyDescriptor,wt=(e,t,s,i)=>{for(var n=i>1?void 0:i?Ei(t,s):t,r=e.length-1,a;r>=0;r--)(a=e[r])&&(n=(i?a(t,s,n):a(n))||n);return i&&n&&Si(t,s,n),n};const Ci=80;let K=class extends be{constructor(){super(...arguments),this.moved={},this.answer=null,this.error="",this.turn=0}getCardSize(){return 5}heard(e){super.heard(e),e.available&&this.askSoon()}content(e){const t=Object.keys(this.moved).length>0;return l`<ha-card>
      <div class="header row wrap">
        <h2 class="grow">${this.say("whatif")}</h2>
        <span class="pill" style="--tint: var(--info)">${this.say("hypothetical")}</span>
      </div>
      <div class="knobs">${ki(e.flows).map(s=>this.knob(s))}</div>
      ${this.error?l`<p role="alert">${this.say("failed",{why:this.error})}</p>`:d}
      <div class="would" role="status" aria-live="polite">${this.answer===null?d:this.would(e,this.answer)}</div>
      <div><button ?disabled=${!t} @click=${this.reset}>${this.say("whatif_reset")}</button></div>
    </ha-card>`}knob(e){const t=this.moved[e.knob]??e.now;return l`<label class="knob">
      <span>${this.say(e.word)}</span>
      <output>${this.format.number(t)} ${e.unit}</output>
      <input
        type="range"
        data-knob=${e.knob}
        aria-label=${this.say(e.word)}
        min=${e.min}
        max=${e.max}
        step=${e.step}
        .value=${String(t)}
        aria-valuetext="${this.format.number(t)} ${e.unit}"
        @input=${s=>this.move(e.knob,Number(s.target.value))}
      />
    </label>`}would(e,t){const s=t.surplus_w;return l`${s===null?d:l`<p>${this.say("whatif_surplus",{power:this.format.watts(s)})}</p>`}
      ${e.loads.map(i=>{const n=t.loads[i.id];return n===void 0?d:l`<div class="load ${n.differs?"differs":""}">
          <b>${A(n.told.energy.short)}</b>
          <p class="dim">${this.say(n.differs?"whatif_differs":"whatif_same")}</p>
        </div>`})}`}move(e,t){this.moved={...this.moved,[e]:t},this.askSoon()}reset(){this.moved={},this.askSoon()}askSoon(){clearTimeout(this.asking),this.asking=setTimeout(()=>{this.ask()},Ci)}async ask(){const e=++this.turn;try{const t=await this.hass.callWS({type:"bitgridai/what_if",language:this.hass.language,...Ai(this.moved)});if(e!==this.turn)return;this.answer=t,this.error=""}catch(t){e===this.turn&&(this.error=U(t))}}};K.styles=[S,zt,x`
      ha-card {
        border: 2px dashed var(--line);
      }
      .knob {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 8px;
      }
      input {
        grid-column: 1 / -1;
        width: 100%;
        height: 32px;
        margin: 0;
        background: none;
        appearance: none;
        cursor: pointer;
        border-radius: 8px;
      }
      input::-webkit-slider-runnable-track {
        height: 6px;
        border-radius: 3px;
        background: color-mix(in srgb, var(--ink) 20%, transparent);
      }
      input::-moz-range-track {
        height: 6px;
        border-radius: 3px;
        background: color-mix(in srgb, var(--ink) 20%, transparent);
      }
      input::-webkit-slider-thumb {
        appearance: none;
        width: 22px;
        height: 22px;
        margin-block-start: -8px;
        border-radius: 50%;
        background: var(--primary-color, #03a9f4);
        border: 2px solid var(--ground);
      }
      input::-moz-range-thumb {
        width: 18px;
        height: 18px;
        border-radius: 50%;
        background: var(--primary-color, #03a9f4);
        border: 2px solid var(--ground);
      }
      output {
        font-weight: 500;
        font-variant-numeric: tabular-nums;
      }
      .knobs {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
        gap: 8px 20px;
      }
      .would {
        display: grid;
        gap: 8px;
      }
      .load {
        border-inline-start: 4px solid var(--line);
        padding-inline-start: 10px;
      }
      .load.differs {
        border-color: var(--info);
      }
      .load b {
        font-weight: 500;
      }
    `];wt([f()],K.prototype,"moved",2);wt([f()],K.prototype,"answer",2);wt([f()],K.prototype,"error",2);K=wt([k("bitgridai-what-if-card")],K);function Mi(e,t){const s=e.entities[t]?.device_id;return s!==void 0&&e.devices[s]?.model_id==="load"?s:void 0}function Li(e,t){return t.entity_id!==void 0&&e.entities[t.entity_id]?.platform==="bitgridai"}var Oi=Object.defineProperty,Pi=Object.getOwnPropertyDescriptor,Q=(e,t,s,i)=>{for(var n=i>1?void 0:i?Pi(t,s):t,r=e.length-1,a;r>=0;r--)(a=e[r])&&(n=(i?a(t,s,n):a(n))||n);return i&&n&&Oi(t,s,n),n};let H=class extends v{constructor(){super(...arguments),this.context={},this.config={type:"custom:bitgridai-override-feature"},this.busy=!1}static getStubConfig(){return{type:"custom:bitgridai-override-feature"}}setConfig(e){this.config=e}render(){const e=this.context.entity_id??this.stateObj?.entity_id;if(this.hass===void 0||e===void 0)return d;const t=B(this.hass.language);return l`<div class="row">
      ${this.button("boost",t("boost"),()=>this.command(e,"start"))}
      ${this.button("pause",t("pause"),()=>this.command(e,"stop"))}
      ${this.button("automatic",t("automatic"),()=>this.call(e,"clear_override",{}))}
    </div>`}button(e,t,s){return l`<button aria-label=${t} title=${t} ?disabled=${this.busy} @click=${s}>${N(e)}</button>`}command(e,t){this.call(e,"set_override",{override:t,duration:this.config.duration??me})}async call(e,t,s){const i=Mi(this.hass,e);this.busy=!0;try{await this.hass.callService("bitgridai",t,i===void 0?s:{...s,load:i},void 0,!1)}catch(n){const r={message:U(n)};this.dispatchEvent(new CustomEvent("hass-notification",{detail:r,bubbles:!0,composed:!0}))}finally{this.busy=!1}}};H.styles=[S,x`
      :host {
        font-size: 0.875rem;
      }
      .row {
        height: var(--feature-height, 42px);
        gap: var(--feature-button-spacing, 8px);
      }
      button {
        flex: 1;
        min-width: 0;
        min-height: 100%;
        padding: 0 4px;
        border-radius: var(--feature-border-radius, 12px);
      }
    `];Q([m({attribute:!1})],H.prototype,"hass",2);Q([m({attribute:!1})],H.prototype,"context",2);Q([m({attribute:!1})],H.prototype,"stateObj",2);Q([f()],H.prototype,"config",2);Q([f()],H.prototype,"busy",2);H=Q([k("bitgridai-override-feature")],H);const re="https://github.com/BitGridAI/bitgridai/blob/main/docs/card.md",Hi=[{type:"bitgridai-card",name:"card_name",about:"card_about"},{type:"bitgridai-timeline-card",name:"timeline",about:"timeline_about"},{type:"bitgridai-what-if-card",name:"whatif",about:"whatif_about"},{type:"bitgridai-research-card",name:"research",about:"research_about"}];function Ti(){const e=window,t=B(document.documentElement.lang||navigator.language);e.customCards??=[];for(const s of Hi)e.customCards.push({type:s.type,name:s.name==="card_name"?t(s.name):`BitGridAI: ${t(s.name)}`,description:t(s.about),preview:!0,documentationURL:re,getEntitySuggestion:(i,n)=>s.type==="bitgridai-card"&&i.entities[n]?.platform==="bitgridai"?{config:{type:`custom:${s.type}`}}:null});(e.customCardFeatures??=[]).push({type:"bitgridai-override-feature",name:t("feature_name"),isSupported:Li,configurable:!1}),(e.customStrategies??=[]).push({type:"bitgridai",strategyType:"dashboard",name:t("card_name"),description:t("strategy_about"),documentationURL:re})}class zi extends HTMLElement{static async generate(t,s){return Di(s)}static{this.noEditor=!0}}function Di(e){const t=Object.values(e.entities).filter(i=>i.platform==="bitgridai"&&!i.hidden),s={hass:e,say:B(e.language),entries:t};return{title:"BitGridAI",views:[Ni(s),Ri(s),Bi(s),Vi(s),Fi(s)]}}function W(e,t,s){return e.entries.find(i=>i.translation_key===s&&i.entity_id.startsWith(`${t}.`))?.entity_id}function ye(e,t,s){return e.entries.filter(i=>i.translation_key===s&&i.entity_id.startsWith(`${t}.`)).map(i=>i.entity_id)}function lt(e,t,s,i,n=3){return{title:e,path:t,icon:s,type:"sections",max_columns:n,dense_section_placement:!0,sections:i.filter(r=>r.cards.length>0)}}function w(e,t=1){return{type:"grid",cards:e.filter(s=>s!==void 0),column_span:t}}function Y(e,t){return{type:"heading",heading:e,heading_style:"title",icon:t}}function T(e,t={}){return e===void 0?void 0:{type:"tile",entity:e,name:{type:"entity"},...t}}function Ni(e){const t=Nt.map(s=>T(W(e,"sensor",s),{grid_options:{columns:12}})).filter(s=>s!==void 0);return lt(e.say("view_overview"),"overview","mdi:home-lightning-bolt",[w([{type:"custom:bitgridai-card"}]),w([{type:"custom:bitgridai-timeline-card"},...t.length>0?[Y(e.say("heading_today"),"mdi:calendar-today"),...t]:[]]),w([{type:"custom:bitgridai-what-if-card"}])])}function Ri(e){const t=[W(e,"sensor","reason"),...ye(e,"sensor","load_state")].filter(i=>i!==void 0),s={type:"logbook",target:{entity_id:t},hours_to_show:24,grid_options:{columns:"full",rows:8}};return lt(e.say("view_timeline"),"timeline","mdi:chart-timeline",[w([{type:"custom:bitgridai-timeline-card",hours:168,grid_options:{columns:"full"}}],2),w(t.length>0?[s]:[])],3)}function Bi(e){const t=new Set(e.entries.map(a=>a.device_id)),s=Object.values(e.hass.devices).filter(a=>t.has(a.id)),i=s.filter(a=>a.model_id==="load"),n=s.filter(a=>a.model_id!=="load"),r=e.entries.filter(a=>a.translation_key?.startsWith("fault_"));return lt(e.say("view_devices"),"devices","mdi:devices",[...i.map(a=>ae(e,a,"mdi:power-plug")),...n.map(a=>ae(e,a,"mdi:home")),w(r.length===0?[]:[Y(e.say("heading_faults"),"mdi:bug"),...r.map(a=>T(a.entity_id,{name:[{type:"device"},{type:"entity"}],grid_options:{columns:12}}))])])}function ae(e,t,s){const i=e.entries.filter(o=>o.device_id===t.id&&o.entity_category===void 0&&!Ii.test(o.entity_id)),n=i.find(o=>o.translation_key==="load_state"),r={features:[{type:"custom:bitgridai-override-feature"}],grid_options:{columns:12}},a=i.filter(o=>o!==n&&!Wi.has(o.translation_key??""));return w([...i.length>0?[Y(t.name_by_user??t.name??"",s)]:[],T(n?.entity_id,r),...Ui(a)])}function Ui(e){const t=e.filter(r=>(r.name??"").length<=ji),s=t.length%2===1?t.pop():void 0,i=e.filter(r=>!t.includes(r)&&r!==s),n=[...s===void 0?[]:[s],...i];return[...t.map(r=>T(r.entity_id)),...n.map(r=>T(r.entity_id,{grid_options:{columns:12}}))]}const ji=12,Ii=/^(button|event)\./,Nt=["autarky_today","self_consumption_today","surplus_used_today","import_caused_today"],Wi=new Set(["explanation","reason","next_block",...Nt]);function Vi(e){const t=["pv_power","house_load","grid_power","surplus"].map(n=>W(e,"sensor",n)).filter(n=>n!==void 0),s=ye(e,"sensor","load_energy"),i=W(e,"sensor","state_of_charge");return lt(e.say("view_figures"),"figures","mdi:chart-bar",[w([Y(e.say("heading_today"),"mdi:calendar-today"),...Nt.map(n=>T(W(e,"sensor",n),{grid_options:{columns:12}}))]),w(s.length===0?[]:[Y(e.say("heading_energy"),"mdi:lightning-bolt"),...s.map(n=>T(n,{name:{type:"device"},grid_options:{columns:12}})),{type:"statistics-graph",entities:s,stat_types:["change"],period:"day",days_to_show:14,chart_type:"bar"}]),w([t.length===0?void 0:{type:"history-graph",hours_to_show:24,entities:t.map(n=>({entity:n}))},i===void 0?void 0:{type:"history-graph",hours_to_show:24,entities:[{entity:i}]}])])}function Fi(e){const t={policy_hash:e.say("tile_policy_hash"),block_coverage:e.say("tile_block_coverage")},s=["health","records","policy_hash","block_coverage"].map(i=>{const n=i in t?{name:t[i]}:{};return T(W(e,"sensor",i),{grid_options:{columns:12},...n})}).filter(i=>i!==void 0);return lt(e.say("view_research"),"research","mdi:school",[w([{type:"custom:bitgridai-research-card"}]),w(s.length===0?[]:[Y(e.say("heading_controller"),"mdi:brain"),...s])],2)}customElements.define("ll-strategy-dashboard-bitgridai",zi);Ti();
/**
 * @license
 * Copyright 2019 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */
/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */
