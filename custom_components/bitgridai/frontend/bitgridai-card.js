const G=globalThis,re=G.ShadowRoot&&(G.ShadyCSS===void 0||G.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,oe=Symbol(),ue=new WeakMap;let He=class{constructor(e,s,i){if(this._$cssResult$=!0,i!==oe)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=s}get styleSheet(){let e=this.o;const s=this.t;if(re&&e===void 0){const i=s!==void 0&&s.length===1;i&&(e=ue.get(s)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),i&&ue.set(s,e))}return e}toString(){return this.cssText}};const Re=t=>new He(typeof t=="string"?t:t+"",void 0,oe),N=(t,...e)=>{const s=t.length===1?t[0]:e.reduce((i,n,r)=>i+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(n)+t[r+1],t[0]);return new He(s,t,oe)},Ie=(t,e)=>{if(re)t.adoptedStyleSheets=e.map(s=>s instanceof CSSStyleSheet?s:s.styleSheet);else for(const s of e){const i=document.createElement("style"),n=G.litNonce;n!==void 0&&i.setAttribute("nonce",n),i.textContent=s.cssText,t.appendChild(i)}},pe=re?t=>t:t=>t instanceof CSSStyleSheet?(e=>{let s="";for(const i of e.cssRules)s+=i.cssText;return Re(s)})(t):t;const{is:je,defineProperty:Ve,getOwnPropertyDescriptor:We,getOwnPropertyNames:Fe,getOwnPropertySymbols:qe,getPrototypeOf:Ge}=Object,Y=globalThis,me=Y.trustedTypes,Ze=me?me.emptyScript:"",Ke=Y.reactiveElementPolyfillSupport,R=(t,e)=>t,Z={toAttribute(t,e){switch(e){case Boolean:t=t?Ze:null;break;case Object:case Array:t=t==null?t:JSON.stringify(t)}return t},fromAttribute(t,e){let s=t;switch(e){case Boolean:s=t!==null;break;case Number:s=t===null?null:Number(t);break;case Object:case Array:try{s=JSON.parse(t)}catch{s=null}}return s}},ae=(t,e)=>!je(t,e),fe={attribute:!0,type:String,converter:Z,reflect:!1,useDefault:!1,hasChanged:ae};Symbol.metadata??=Symbol("metadata"),Y.litPropertyMetadata??=new WeakMap;let M=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,s=fe){if(s.state&&(s.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((s=Object.create(s)).wrapped=!0),this.elementProperties.set(e,s),!s.noAccessor){const i=Symbol(),n=this.getPropertyDescriptor(e,i,s);n!==void 0&&Ve(this.prototype,e,n)}}static getPropertyDescriptor(e,s,i){const{get:n,set:r}=We(this.prototype,e)??{get(){return this[s]},set(o){this[s]=o}};return{get:n,set(o){const c=n?.call(this);r?.call(this,o),this.requestUpdate(e,c,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??fe}static _$Ei(){if(this.hasOwnProperty(R("elementProperties")))return;const e=Ge(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(R("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(R("properties"))){const s=this.properties,i=[...Fe(s),...qe(s)];for(const n of i)this.createProperty(n,s[n])}const e=this[Symbol.metadata];if(e!==null){const s=litPropertyMetadata.get(e);if(s!==void 0)for(const[i,n]of s)this.elementProperties.set(i,n)}this._$Eh=new Map;for(const[s,i]of this.elementProperties){const n=this._$Eu(s,i);n!==void 0&&this._$Eh.set(n,s)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){const s=[];if(Array.isArray(e)){const i=new Set(e.flat(1/0).reverse());for(const n of i)s.unshift(pe(n))}else e!==void 0&&s.push(pe(e));return s}static _$Eu(e,s){const i=s.attribute;return i===!1?void 0:typeof i=="string"?i:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){const e=new Map,s=this.constructor.elementProperties;for(const i of s.keys())this.hasOwnProperty(i)&&(e.set(i,this[i]),delete this[i]);e.size>0&&(this._$Ep=e)}createRenderRoot(){const e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Ie(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,s,i){this._$AK(e,i)}_$ET(e,s){const i=this.constructor.elementProperties.get(e),n=this.constructor._$Eu(e,i);if(n!==void 0&&i.reflect===!0){const r=(i.converter?.toAttribute!==void 0?i.converter:Z).toAttribute(s,i.type);this._$Em=e,r==null?this.removeAttribute(n):this.setAttribute(n,r),this._$Em=null}}_$AK(e,s){const i=this.constructor,n=i._$Eh.get(e);if(n!==void 0&&this._$Em!==n){const r=i.getPropertyOptions(n),o=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:Z;this._$Em=n;const c=o.fromAttribute(s,r.type);this[n]=c??this._$Ej?.get(n)??c,this._$Em=null}}requestUpdate(e,s,i,n=!1,r){if(e!==void 0){const o=this.constructor;if(n===!1&&(r=this[e]),i??=o.getPropertyOptions(e),!((i.hasChanged??ae)(r,s)||i.useDefault&&i.reflect&&r===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,i))))return;this.C(e,s,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,s,{useDefault:i,reflect:n,wrapped:r},o){i&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??s??this[e]),r!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||i||(s=void 0),this._$AL.set(e,s)),n===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(s){Promise.reject(s)}const e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(const[n,r]of this._$Ep)this[n]=r;this._$Ep=void 0}const i=this.constructor.elementProperties;if(i.size>0)for(const[n,r]of i){const{wrapped:o}=r,c=this[n];o!==!0||this._$AL.has(n)||c===void 0||this.C(n,void 0,r,c)}}let e=!1;const s=this._$AL;try{e=this.shouldUpdate(s),e?(this.willUpdate(s),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(s)):this._$EM()}catch(i){throw e=!1,this._$EM(),i}e&&this._$AE(s)}willUpdate(e){}_$AE(e){this._$EO?.forEach(s=>s.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(s=>this._$ET(s,this[s])),this._$EM()}updated(e){}firstUpdated(e){}};M.elementStyles=[],M.shadowRootOptions={mode:"open"},M[R("elementProperties")]=new Map,M[R("finalized")]=new Map,Ke?.({ReactiveElement:M}),(Y.reactiveElementVersions??=[]).push("2.1.2");const le=globalThis,ge=t=>t,K=le.trustedTypes,_e=K?K.createPolicy("lit-html",{createHTML:t=>t}):void 0,Pe="$lit$",k=`lit$${Math.random().toFixed(9).slice(2)}$`,Oe="?"+k,Je=`<${Oe}>`,E=document,I=()=>E.createComment(""),j=t=>t===null||typeof t!="object"&&typeof t!="function",ce=Array.isArray,Xe=t=>ce(t)||typeof t?.[Symbol.iterator]=="function",te=`[ 	
\f\r]`,B=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,we=/-->/g,be=/>/g,S=RegExp(`>|${te}(?:([^\\s"'>=/]+)(${te}*=${te}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),ye=/'/g,ve=/"/g,Te=/^(?:script|style|textarea|title)$/i,Ye=t=>(e,...s)=>({_$litType$:t,strings:e,values:s}),a=Ye(1),P=Symbol.for("lit-noChange"),d=Symbol.for("lit-nothing"),$e=new WeakMap,C=E.createTreeWalker(E,129);function ze(t,e){if(!ce(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return _e!==void 0?_e.createHTML(e):e}const Qe=(t,e)=>{const s=t.length-1,i=[];let n,r=e===2?"<svg>":e===3?"<math>":"",o=B;for(let c=0;c<s;c++){const l=t[c];let u,f,p=-1,h=0;for(;h<l.length&&(o.lastIndex=h,f=o.exec(l),f!==null);)h=o.lastIndex,o===B?f[1]==="!--"?o=we:f[1]!==void 0?o=be:f[2]!==void 0?(Te.test(f[2])&&(n=RegExp("</"+f[2],"g")),o=S):f[3]!==void 0&&(o=S):o===S?f[0]===">"?(o=n??B,p=-1):f[1]===void 0?p=-2:(p=o.lastIndex-f[2].length,u=f[1],o=f[3]===void 0?S:f[3]==='"'?ve:ye):o===ve||o===ye?o=S:o===we||o===be?o=B:(o=S,n=void 0);const g=o===S&&t[c+1].startsWith("/>")?" ":"";r+=o===B?l+Je:p>=0?(i.push(u),l.slice(0,p)+Pe+l.slice(p)+k+g):l+k+(p===-2?c:g)}return[ze(t,r+(t[s]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),i]};class V{constructor({strings:e,_$litType$:s},i){let n;this.parts=[];let r=0,o=0;const c=e.length-1,l=this.parts,[u,f]=Qe(e,s);if(this.el=V.createElement(u,i),C.currentNode=this.el.content,s===2||s===3){const p=this.el.content.firstChild;p.replaceWith(...p.childNodes)}for(;(n=C.nextNode())!==null&&l.length<c;){if(n.nodeType===1){if(n.hasAttributes())for(const p of n.getAttributeNames())if(p.endsWith(Pe)){const h=f[o++],g=n.getAttribute(p).split(k),x=/([.?@])?(.*)/.exec(h);l.push({type:1,index:r,name:x[2],strings:g,ctor:x[1]==="."?tt:x[1]==="?"?st:x[1]==="@"?it:Q}),n.removeAttribute(p)}else p.startsWith(k)&&(l.push({type:6,index:r}),n.removeAttribute(p));if(Te.test(n.tagName)){const p=n.textContent.split(k),h=p.length-1;if(h>0){n.textContent=K?K.emptyScript:"";for(let g=0;g<h;g++)n.append(p[g],I()),C.nextNode(),l.push({type:2,index:++r});n.append(p[h],I())}}}else if(n.nodeType===8)if(n.data===Oe)l.push({type:2,index:r});else{let p=-1;for(;(p=n.data.indexOf(k,p+1))!==-1;)l.push({type:7,index:r}),p+=k.length-1}r++}}static createElement(e,s){const i=E.createElement("template");return i.innerHTML=e,i}}function O(t,e,s=t,i){if(e===P)return e;let n=i!==void 0?s._$Co?.[i]:s._$Cl;const r=j(e)?void 0:e._$litDirective$;return n?.constructor!==r&&(n?._$AO?.(!1),r===void 0?n=void 0:(n=new r(t),n._$AT(t,s,i)),i!==void 0?(s._$Co??=[])[i]=n:s._$Cl=n),n!==void 0&&(e=O(t,n._$AS(t,e.values),n,i)),e}class et{constructor(e,s){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=s}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){const{el:{content:s},parts:i}=this._$AD,n=(e?.creationScope??E).importNode(s,!0);C.currentNode=n;let r=C.nextNode(),o=0,c=0,l=i[0];for(;l!==void 0;){if(o===l.index){let u;l.type===2?u=new W(r,r.nextSibling,this,e):l.type===1?u=new l.ctor(r,l.name,l.strings,this,e):l.type===6&&(u=new nt(r,this,e)),this._$AV.push(u),l=i[++c]}o!==l?.index&&(r=C.nextNode(),o++)}return C.currentNode=E,n}p(e){let s=0;for(const i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(e,i,s),s+=i.strings.length-2):i._$AI(e[s])),s++}}class W{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,s,i,n){this.type=2,this._$AH=d,this._$AN=void 0,this._$AA=e,this._$AB=s,this._$AM=i,this.options=n,this._$Cv=n?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode;const s=this._$AM;return s!==void 0&&e?.nodeType===11&&(e=s.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,s=this){e=O(this,e,s),j(e)?e===d||e==null||e===""?(this._$AH!==d&&this._$AR(),this._$AH=d):e!==this._$AH&&e!==P&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):Xe(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==d&&j(this._$AH)?this._$AA.nextSibling.data=e:this.T(E.createTextNode(e)),this._$AH=e}$(e){const{values:s,_$litType$:i}=e,n=typeof i=="number"?this._$AC(e):(i.el===void 0&&(i.el=V.createElement(ze(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===n)this._$AH.p(s);else{const r=new et(n,this),o=r.u(this.options);r.p(s),this.T(o),this._$AH=r}}_$AC(e){let s=$e.get(e.strings);return s===void 0&&$e.set(e.strings,s=new V(e)),s}k(e){ce(this._$AH)||(this._$AH=[],this._$AR());const s=this._$AH;let i,n=0;for(const r of e)n===s.length?s.push(i=new W(this.O(I()),this.O(I()),this,this.options)):i=s[n],i._$AI(r),n++;n<s.length&&(this._$AR(i&&i._$AB.nextSibling,n),s.length=n)}_$AR(e=this._$AA.nextSibling,s){for(this._$AP?.(!1,!0,s);e!==this._$AB;){const i=ge(e).nextSibling;ge(e).remove(),e=i}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}}class Q{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,s,i,n,r){this.type=1,this._$AH=d,this._$AN=void 0,this.element=e,this.name=s,this._$AM=n,this.options=r,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=d}_$AI(e,s=this,i,n){const r=this.strings;let o=!1;if(r===void 0)e=O(this,e,s,0),o=!j(e)||e!==this._$AH&&e!==P,o&&(this._$AH=e);else{const c=e;let l,u;for(e=r[0],l=0;l<r.length-1;l++)u=O(this,c[i+l],s,l),u===P&&(u=this._$AH[l]),o||=!j(u)||u!==this._$AH[l],u===d?e=d:e!==d&&(e+=(u??"")+r[l+1]),this._$AH[l]=u}o&&!n&&this.j(e)}j(e){e===d?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}}class tt extends Q{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===d?void 0:e}}class st extends Q{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==d)}}class it extends Q{constructor(e,s,i,n,r){super(e,s,i,n,r),this.type=5}_$AI(e,s=this){if((e=O(this,e,s,0)??d)===P)return;const i=this._$AH,n=e===d&&i!==d||e.capture!==i.capture||e.once!==i.once||e.passive!==i.passive,r=e!==d&&(i===d||n);n&&this.element.removeEventListener(this.name,this,i),r&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}}class nt{constructor(e,s,i){this.element=e,this.type=6,this._$AN=void 0,this._$AM=s,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(e){O(this,e)}}const rt=le.litHtmlPolyfillSupport;rt?.(V,W),(le.litHtmlVersions??=[]).push("3.3.3");const ot=(t,e,s)=>{const i=s?.renderBefore??e;let n=i._$litPart$;if(n===void 0){const r=s?.renderBefore??null;i._$litPart$=n=new W(e.insertBefore(I(),r),r,void 0,s??{})}return n._$AI(t),n};const he=globalThis;class y extends M{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){const e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){const s=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=ot(s,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return P}}y._$litElement$=!0,y.finalized=!0,he.litElementHydrateSupport?.({LitElement:y});const at=he.litElementPolyfillSupport;at?.({LitElement:y});(he.litElementVersions??=[]).push("4.2.2");const U=t=>(e,s)=>{s!==void 0?s.addInitializer(()=>{customElements.define(t,e)}):customElements.define(t,e)};const lt={attribute:!0,type:String,converter:Z,reflect:!1,hasChanged:ae},ct=(t=lt,e,s)=>{const{kind:i,metadata:n}=s;let r=globalThis.litPropertyMetadata.get(n);if(r===void 0&&globalThis.litPropertyMetadata.set(n,r=new Map),i==="setter"&&((t=Object.create(t)).wrapped=!0),r.set(s.name,t),i==="accessor"){const{name:o}=s;return{set(c){const l=e.get.call(this);e.set.call(this,c),this.requestUpdate(o,l,t,!0,c)},init(c){return c!==void 0&&this.C(o,void 0,t,c),c}}}if(i==="setter"){const{name:o}=s;return function(c){const l=this[o];e.call(this,c),this.requestUpdate(o,l,t,!0,c)}}throw Error("Unsupported decorator location: "+i)};function m(t){return(e,s)=>typeof s=="object"?ct(t,e,s):((i,n,r)=>{const o=n.hasOwnProperty(r);return n.constructor.createProperty(r,i),o?Object.getOwnPropertyDescriptor(n,r):void 0})(t,e,s)}function b(t){return m({...t,state:!0,attribute:!1})}class xe{constructor(e,s){this.language=e,this.whole=new Intl.NumberFormat(e,{maximumFractionDigits:0}),this.tenths=new Intl.NumberFormat(e,{maximumFractionDigits:1});const i=e.startsWith("en-US")?{}:{hourCycle:"h23"};this.clockTime=new Intl.DateTimeFormat(e,{hour:"2-digit",minute:"2-digit",timeZone:s,...i}),this.dayTime=new Intl.DateTimeFormat(e,{weekday:"short",hour:"2-digit",minute:"2-digit",timeZone:s,...i})}watts(e){return`${this.whole.format(e===0?0:e)} W`}number(e){return this.tenths.format(e)}time(e){return this.clockTime.format(e*1e3)}weekdayTime(e){return this.dayTime.format(e*1e3)}}function ht(t){const e=Math.max(0,Math.ceil(t)),s=o=>String(o).padStart(2,"0"),[i,n,r]=[Math.floor(e/3600),Math.floor(e%3600/60),e%60];return i>0?`${i}:${s(n)}:${s(r)}`:`${n}:${s(r)}`}function se(t,e){return t>=60&&t%60===0?e("hours",{n:t/60}):e("minutes",{n:t})}var dt=Object.defineProperty,ut=Object.getOwnPropertyDescriptor,F=(t,e,s,i)=>{for(var n=i>1?void 0:i?ut(e,s):e,r=t.length-1,o;r>=0;r--)(o=t[r])&&(n=(i?o(e,s,n):o(n))||n);return i&&n&&dt(e,s,n),n};let T=class extends y{constructor(){super(...arguments),this.clock=null,this.until=0,this.told=t=>t,this.left=""}connectedCallback(){super.connectedCallback(),this.timer=setInterval(()=>this.count(),1e3),this.count()}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.timer)}willUpdate(t){(t.has("clock")||t.has("until"))&&this.count()}render(){return a`<span role="timer" aria-live="off">${this.told(this.left)}</span>`}count(){this.clock===null||document.hidden||(this.left=ht(this.until-this.clock.now(performance.now())))}};F([m({attribute:!1})],T.prototype,"clock",2);F([m({type:Number})],T.prototype,"until",2);F([m({attribute:!1})],T.prototype,"told",2);F([b()],T.prototype,"left",2);T=F([U("bitgridai-countdown")],T);var pt="M13,13H11V7H13M13,17H11V15H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z",mt="M13 13H11V7H13M11 15H13V17H11M15.73 3H8.27L3 8.27V15.73L8.27 21H15.73L21 15.73V8.27L15.73 3Z",ft="M16,13H8V6H16M16.67,4H15V2H9V4H7.33A1.33,1.33 0 0,0 6,5.33V20.67C6,21.4 6.6,22 7.33,22H16.67A1.33,1.33 0 0,0 18,20.67V5.33C18,4.6 17.4,4 16.67,4Z",ke="M12 2C6.5 2 2 6.5 2 12S6.5 22 12 22 22 17.5 22 12 17.5 2 12 2M10 17L5 12L6.41 10.59L10 14.17L17.59 6.58L19 8L10 17Z",gt="M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z",_t="M12,3L20,9V21H15V14H9V21H4V9L12,3Z",wt="M13,9H11V7H13M13,17H11V11H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z",bt="M15,16H13V8H15M11,16H9V8H11M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z",yt="M14.79,10.62L3.5,21.9L2.1,20.5L13.38,9.21L14.79,10.62M19.27,7.73L19.86,7.14L19.07,6.35L19.71,5.71L18.29,4.29L17.65,4.93L16.86,4.14L16.27,4.73C14.53,3.31 12.57,2.17 10.47,1.37L9.64,3.16C11.39,4.08 13,5.19 14.5,6.5L14,7L17,10L17.5,9.5C18.81,11 19.92,12.61 20.84,14.36L22.63,13.53C21.83,11.43 20.69,9.47 19.27,7.73Z",vt="M10,16.5V7.5L16,12M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z",$t="M13,3A9,9 0 0,0 4,12H1L4.89,15.89L4.96,16.03L9,12H6A7,7 0 0,1 13,5A7,7 0 0,1 20,12A7,7 0 0,1 13,19C11.07,19 9.32,18.21 8.06,16.94L6.64,18.36C8.27,20 10.5,21 13,21A9,9 0 0,0 22,12A9,9 0 0,0 13,3Z",xt="M12,16A3,3 0 0,1 9,13C9,11.88 9.61,10.9 10.5,10.39L20.21,4.77L14.68,14.35C14.18,15.33 13.17,16 12,16M12,3C13.81,3 15.5,3.5 16.97,4.32L14.87,5.53C14,5.19 13,5 12,5A8,8 0 0,0 4,13C4,15.21 4.89,17.21 6.34,18.65H6.35C6.74,19.04 6.74,19.67 6.35,20.06C5.96,20.45 5.32,20.45 4.93,20.07V20.07C3.12,18.26 2,15.76 2,13A10,10 0 0,1 12,3M22,13C22,15.76 20.88,18.26 19.07,20.07V20.07C18.68,20.45 18.05,20.45 17.66,20.06C17.27,19.67 17.27,19.04 17.66,18.65V18.65C19.11,17.2 20,15.21 20,13C20,12 19.81,11 19.46,10.1L20.67,8C21.5,9.5 22,11.18 22,13Z",kt="M8.28,5.45L6.5,4.55L7.76,2H16.23L17.5,4.55L15.72,5.44L15,4H9L8.28,5.45M18.62,8H14.09L13.3,5H10.7L9.91,8H5.38L4.1,10.55L5.89,11.44L6.62,10H17.38L18.1,11.45L19.89,10.56L18.62,8M17.77,22H15.7L15.46,21.1L12,15.9L8.53,21.1L8.3,22H6.23L9.12,11H11.19L10.83,12.35L12,14.1L13.16,12.35L12.81,11H14.88L17.77,22M11.4,15L10.5,13.65L9.32,18.13L11.4,15M14.68,18.12L13.5,13.64L12.6,15L14.68,18.12Z",At="M12,7A5,5 0 0,1 17,12A5,5 0 0,1 12,17A5,5 0 0,1 7,12A5,5 0 0,1 12,7M12,9A3,3 0 0,0 9,12A3,3 0 0,0 12,15A3,3 0 0,0 15,12A3,3 0 0,0 12,9M12,2L14.39,5.42C13.65,5.15 12.84,5 12,5C11.16,5 10.35,5.15 9.61,5.42L12,2M3.34,7L7.5,6.65C6.9,7.16 6.36,7.78 5.94,8.5C5.5,9.24 5.25,10 5.11,10.79L3.34,7M3.36,17L5.12,13.23C5.26,14 5.53,14.78 5.95,15.5C6.37,16.24 6.91,16.86 7.5,17.37L3.36,17M20.65,7L18.88,10.79C18.74,10 18.47,9.23 18.05,8.5C17.63,7.78 17.1,7.15 16.5,6.64L20.65,7M20.64,17L16.5,17.36C17.09,16.85 17.62,16.22 18.04,15.5C18.46,14.77 18.73,14 18.87,13.21L20.64,17M12,22L9.59,18.56C10.33,18.83 11.14,19 12,19C12.82,19 13.63,18.83 14.37,18.56L12,22Z";const St={alert:pt,approve:ke,automatic:$t,battery:ft,boost:vt,close:gt,grid:kt,house:_t,info:wt,limit:xt,load:yt,ok:ke,pause:bt,stop:mt,sun:At};function H(t){return a`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${St[t]}></path></svg>`}const q=N`
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
  summary::before {
    content: "";
    width: 0.45em;
    height: 0.45em;
    border-inline-end: 2px solid currentColor;
    border-block-end: 2px solid currentColor;
    transform: rotate(-45deg);
    transition: transform 0.15s;
  }
  :host(:dir(rtl)) summary::before {
    transform: rotate(135deg);
  }
  details[open] > summary::before {
    transform: rotate(45deg);
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
`;var Ct=Object.defineProperty,Et=Object.getOwnPropertyDescriptor,Ne=(t,e,s,i)=>{for(var n=i>1?void 0:i?Et(e,s):e,r=t.length-1,o;r>=0;r--)(o=t[r])&&(n=(i?o(e,s,n):o(n))||n);return i&&n&&Ct(e,s,n),n};let J=class extends y{constructor(){super(...arguments),this.model=null}render(){const t=this.model;return t===null?a``:a`<div class="flow" role="img" aria-label=${t.label}>
      <div class="side">${t.sources.map(e=>this.node(e,"source"))}</div>
      <div class="bus"></div>
      <div class="side">${t.sinks.map(e=>this.node(e,"sink"))}</div>
    </div>`}node(t,e){const s=e==="source"?t.direction:t.direction==="out"?"out-of-bus":t.direction,i=`${(4-2.6*Math.sqrt(t.strength)).toFixed(1)}s`,n=a`<span class="disc">${H(t.part)}</span>`,r=a`<span class="words">
      <div class="name">${t.name}</div>
      <div class="power">${t.power}</div>
      ${t.note?a`<div class="name">${t.note}</div>`:""}
    </span>`,o=a`<span class="pipe"></span>`;return a`<div class="node ${e} ${t.part} ${s}" style="--pace: ${i}">
      ${e==="source"?a`${n}${r}${o}`:a`${o}${n}${r}`}
    </div>`}};J.styles=[q,N`
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
    `];Ne([m({attribute:!1})],J.prototype,"model",2);J=Ne([U("bitgridai-flow")],J);function de(t){return typeof t=="object"&&t!==null&&"message"in t?String(t.message):String(t)}const Lt=10;function Mt(t,e,s,i){const n=[];for(const r of t.blocks){const o=r.loads[e];o===void 0||o.action==="HOLD"||n.push({at:r.at,what:s(`next_${o.action.toLowerCase()}`,{power:i.watts(o.target_w)}),reason:t.reasons[o.code]??o.code})}for(const r of t.marks)r.load!==e||r.action==="HOLD"||n.push({at:r.at,what:s(`mark_${r.kind}`),reason:r.reason});return n.sort((r,o)=>o.at-r.at).slice(0,Lt)}var Ht=Object.defineProperty,Pt=Object.getOwnPropertyDescriptor,v=(t,e,s,i)=>{for(var n=i>1?void 0:i?Pt(e,s):e,r=t.length-1,o;r>=0;r--)(o=t[r])&&(n=(i?o(e,s,n):o(n))||n);return i&&n&&Ht(e,s,n),n};let _=class extends y{constructor(){super(...arguments),this.load="",this.newest=0,this.open=!1,this.changes=null,this.error=""}willUpdate(t){const e=t.has("open")||t.has("newest")||t.has("load");this.open&&e&&this.ask()}render(){return this.error?a`<p role="alert">${this.say("failed",{why:this.error})}</p>`:this.changes===null?a`<p>${this.say("loading")}</p>`:this.changes.length===0?a`<p>${this.say("no_history")}</p>`:a`<ol>
      ${this.changes.map(t=>a`<li>
          <time>${this.format.time(t.at)}</time><span>${t.what} (${t.reason})</span>
        </li>`)}
    </ol>`}async ask(){try{const t=await this.hass.callWS({type:"bitgridai/timeline",hours:24,language:this.hass.language});this.changes=Mt(t,this.load,this.say,this.format),this.error=""}catch(t){this.error=de(t)}}};_.styles=[q,N`
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
    `];v([m({attribute:!1})],_.prototype,"hass",2);v([m()],_.prototype,"load",2);v([m({attribute:!1})],_.prototype,"say",2);v([m({attribute:!1})],_.prototype,"format",2);v([m({type:Number})],_.prototype,"newest",2);v([m({type:Boolean})],_.prototype,"open",2);v([b()],_.prototype,"changes",2);v([b()],_.prototype,"error",2);_=v([U("bitgridai-history")],_);const Ot=[15,30,60,120,240,480],Tt=60,zt=5;function ie(t,e){if(e==="stop")return[];const s=t.levels_w.filter(l=>l>0);if(t.step_w===0)return e==="limit"?s.slice(0,-1):s;const[i,n]=[s[0]??0,s.at(-1)??0],r=Math.round((n-i)/t.step_w),o=Math.min(zt-1,r),c=Array.from({length:o+1},(l,u)=>o===0?i:i+Math.round(r*u/o)*t.step_w);return e==="limit"?c.slice(0,-1):c}function Nt(t,e){return e!=="limit"||ie(t,"limit").length>0}function Ut(t,e,s,i){const n={load:t.id,override:e,duration:s};return e!=="stop"&&i!==void 0&&(n.power_w=i),n}var Dt=Object.defineProperty,Bt=Object.getOwnPropertyDescriptor,$=(t,e,s,i)=>{for(var n=i>1?void 0:i?Bt(e,s):e,r=t.length-1,o;r>=0;r--)(o=t[r])&&(n=(i?o(e,s,n):o(n))||n);return i&&n&&Dt(e,s,n),n};const Rt=[{wish:"start",word:"boost",icon:"boost"},{wish:"stop",word:"pause",icon:"pause"},{wish:"limit",word:"limit",icon:"limit"}];let w=class extends y{constructor(){super(...arguments),this.disabled=!1,this.minutes=Tt,this.wish=null}willUpdate(t){t.has("load")&&t.get("load")?.id!==this.load.id&&(this.wish=null)}render(){return a`<div class="wishes">
        ${Rt.filter(({wish:t})=>Nt(this.load,t)).map(({wish:t,word:e,icon:s})=>a`<button
            data-wish=${t}
            aria-expanded=${this.wish===t}
            ?disabled=${this.disabled}
            @click=${()=>this.open(t)}
          >
            ${H(s)}<span>${this.say(e)}</span>
          </button>`)}
      </div>
      ${this.wish===null?d:this.panel(this.wish)}`}get time(){return this.chosen??this.minutes}open(t){this.wish=this.wish===t?null:t;const e=ie(this.load,t);this.power=t==="limit"?e[0]:e.at(-1)}panel(t){const e=ie(this.load,t),s={power:this.format.watts(this.power??0),time:se(this.time,this.say)},i={start:"do_boost",stop:"do_pause",limit:"do_limit"};return a`<div class="panel">
      ${e.length>1||t==="limit"?a`<fieldset>
            <legend>${this.say(t==="limit"?"at_most":"at_power")}</legend>
            <div class="choices">
              ${e.map(n=>this.choice(this.format.watts(n),n===this.power,()=>this.power=n))}
            </div>
          </fieldset>`:d}
      <fieldset>
        <legend>${this.say("for_how_long")}</legend>
        <div class="choices">
          ${Ot.map(n=>this.choice(se(n,this.say),n===this.time,()=>this.chosen=n))}
        </div>
      </fieldset>
      <button class="main" data-do=${t} ?disabled=${this.disabled} @click=${()=>this.send(t)}>
        ${this.say(i[t],s)}
      </button>
    </div>`}choice(t,e,s){return a`<button aria-pressed=${e} @click=${s}>${t}</button>`}send(t){const e=Ut(this.load,t,this.time,this.power);this.wish=null,this.dispatchEvent(new CustomEvent("override",{detail:e}))}};w.styles=[q,N`
      .wishes {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(96px, 1fr));
        gap: 8px;
      }
      .wishes button {
        padding-inline: 8px;
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
    `];$([m({attribute:!1})],w.prototype,"load",2);$([m({attribute:!1})],w.prototype,"say",2);$([m({attribute:!1})],w.prototype,"format",2);$([m({type:Boolean})],w.prototype,"disabled",2);$([m({type:Number})],w.prototype,"minutes",2);$([b()],w.prototype,"wish",2);$([b()],w.prototype,"power",2);$([b()],w.prototype,"chosen",2);w=$([U("bitgridai-override")],w);function It(t,e,s,i,n){return{id:t.id,headline:i(t.state,{load:t.name}),power:t.power_w===null?"":n.watts(t.power_w),tone:t.state==="running"?"on":t.state==="off"?"off":"alert",why:t.made===null?i("no_decision"):jt(t.made,s),rule:t.made?.rule_name??"",change:t.nearest??i(e.trigger==="BLOCK_TICK"?"searching":"no_change_known"),next:t.next===null?"":Vt(t.next,i,n)}}function jt(t,e){return t.told[e].short}function Vt(t,e,s){const i={START:"next_start",STOP:"next_stop",RAISE:"next_raise",LOWER:"next_lower",HOLD:t.target_w>0?"next_on":"next_off"};return`${e(i[t.action],{power:s.watts(t.target_w)})} (${t.reason})`}function Wt(t,e,s){const i=t.target_w>0?s.watts(t.target_w):e("nothing");return e(t.verdict.toLowerCase(),{power:i})}const Ft=1.25;function qt(t,e,s){const i=Math.max(t.value,t.limit,0)*Ft||1,n=e(t.name)??t.name,r=Ae(t.value,t.unit,e,s),o=t.bound==="min"?"needs_min":"needs_max",c=e(o,{limit:Ae(t.limit,t.unit,e,s)});return{label:n,value:r,limit:c,met:t.met,fill:Se(t.value/i),mark:Se(t.limit/i),told:`${n}: ${r}, ${c}, ${e(t.met?"met":"not_met")}`}}function Ae(t,e,s,i){if(e==="W")return i.watts(Math.round(t));const n=e==="blocks"?s("unit_blocks"):e==="starts"?s("unit_starts"):e;return`${i.number(t)} ${n}`}function Se(t){return Math.round(Math.min(1,Math.max(0,t))*1e3)/10}var Gt=Object.defineProperty,Zt=Object.getOwnPropertyDescriptor,ee=(t,e,s,i)=>{for(var n=i>1?void 0:i?Zt(e,s):e,r=t.length-1,o;r>=0;r--)(o=t[r])&&(n=(i?o(e,s,n):o(n))||n);return i&&n&&Gt(e,s,n),n};let z=class extends y{constructor(){super(...arguments),this.votes=[]}render(){return a`<ul>
      ${this.votes.map(t=>a`<li class=${t.decisive?"decisive":""}>
          <div class="row wrap">
            <span class="rule">${Ce(t.rule_name)}</span>
            <span class="dim grow">${Wt(t,this.say,this.format)}</span>
            ${t.decisive?a`<span class="pill" style="--tint: var(--on)">${this.say("decisive")}</span>`:d}
          </div>
          ${t.because?a`<div class="dim">${Ce(t.because)}</div>`:d}
          ${t.measures.map(e=>this.bar(qt(e,this.say,this.format)))}
        </li>`)}
    </ul>`}bar(t){return a`<div class="measure ${t.met?"":"unmet"}" role="img" aria-label=${t.told}>
      <div class="ends"><span>${t.label} ${t.value}</span><span class="dim">${t.limit}</span></div>
      <div class="bar">
        <div class="fill" style="width: ${t.fill}%"></div>
        <div class="mark" style="inset-inline-start: ${t.mark}%"></div>
      </div>
    </div>`}};z.styles=[q,N`
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
    `];ee([m({attribute:!1})],z.prototype,"votes",2);ee([m({attribute:!1})],z.prototype,"say",2);ee([m({attribute:!1})],z.prototype,"format",2);z=ee([U("bitgridai-votes")],z);function Ce(t){return t.charAt(0).toUpperCase()+t.slice(1)}function Kt(t,e,s){const i=[];t.emergency_stop!==null&&i.push({key:"emergency",tone:"alert",text:e("emergency_on"),action:"release"});for(const n of t.loads)i.push(...Jt(n,e,s));for(const[n,r]of t.health.causes.entries()){if(r.cause==="lockout"||r.cause==="emergency_stop")continue;const o=r.about===""?"":`: ${r.about}`;i.push({key:`health-${n}`,tone:t.health.level==="error"?"alert":"warn",text:`${r.text}${o}`})}return i}function Jt(t,e,s){const i=[];if(t.lockout!==null){const n=t.lockout.left_min??0,r={load:t.name,cause:t.lockout.cause,time:se(n,e)};i.push({key:`lockout-${t.id}`,tone:"alert",text:e(n>0?"lockout_left":"lockout_cause",r)})}if(t.proposal!==null&&!t.proposal.approved){const n={load:t.name,power:s.watts(t.proposal.target_w)},r=e(t.proposal.target_w>0?"proposal_start":"proposal_stop",n);i.push({key:`proposal-${t.id}`,tone:"info",text:r,action:"approve",load:t.id})}for(const n of t.commands){const r=Xt(n,t.name,e,s);i.push({key:`command-${n.id}`,tone:"info",text:r,action:"automatic",load:t.id})}return i}function Xt(t,e,s,i){const n=i.time(t.valid_until),r=t.power_w===null?"":i.watts(t.power_w);return t.override==="stop"?s("command_stop",{load:e,time:n}):t.override==="limit"?s("command_limit",{load:e,time:n,power:r}):s(r===""?"command_start":"command_start_power",{load:e,time:n,power:r})}const Ee=15;function Yt(t,e,s,i){const n=[t.pv_w,t.grid_w,t.battery_w,t.house_w,...e.map(h=>h.power_w)],r=Math.max(1,...n.map(h=>Math.abs(h??0))),o=(h,g,x,L,Be)=>({part:h,key:g,name:x,power:L===null?s("unknown"):i.watts(Math.abs(L)),note:Be,direction:L===null||Math.abs(L)<Ee?"rest":L>0?"in":"out",strength:Math.abs(L??0)/r}),c=(h,g,x)=>h===null?"":Math.abs(h)<Ee?s("idle"):h>0?g:x,l=h=>h===null?null:-h,u=[];if(t.fitted.includes("pv")&&u.push(o("sun","sun",s("sun"),t.pv_w,"")),t.fitted.includes("battery")){const h=t.soc_pct===null?s("battery"):`${s("battery")} ${i.number(t.soc_pct)} %`,g=c(t.battery_w,s("discharging"),s("charging"));u.push(o("battery","battery",h,t.battery_w,g))}t.fitted.includes("grid")&&u.push(o("grid","grid",s("grid"),t.grid_w,c(t.grid_w,s("importing"),s("exporting"))));const f=[o("house","house",s("house"),l(t.house_w),""),...e.map(h=>o("load",h.id,h.name,l(h.power_w),""))],p=[...u,...f].map(h=>[h.name,h.power,h.note].filter(Boolean).join(" "));return{sources:u,sinks:f,label:`${s("flow")}: ${p.join(", ")}`}}const Qt={title:"BitGridAI",loading:"Der Regler wird gefragt …",absent:"Es ist kein Haushalt unter Kontrolle. Richten Sie BitGridAI unter Einstellungen, Geräte & Dienste ein.",outdated:"Diese Seite ist älter als die Integration. Laden Sie sie neu.",reload:"Neu laden",failed:"Das hat nicht geklappt: {why}",sun:"Sonne",battery:"Speicher",grid:"Netz",house:"Haus",charging:"lädt",discharging:"entlädt",importing:"Bezug",exporting:"Einspeisung",idle:"ruht",flow:"Leistung im Moment",surplus:"Überschuss",unknown:"nicht bekannt",running:"{load} läuft",off:"{load} ist aus",locked_out:"{load} ist gesperrt",not_answering:"{load} antwortet nicht",why:"Warum",change:"Was es ändern würde",next:"Was als Nächstes kommt",searching:"Wird gerade ermittelt …",no_change_known:"Ab dem nächsten Block bekannt.",no_decision:"Es wurde noch nichts entschieden.",in_time:"In {time}",now:"Jetzt",next_start:"startet mit {power}",next_stop:"stoppt",next_raise:"geht auf {power} hinauf",next_lower:"geht auf {power} herunter",next_on:"läuft mit {power} weiter",next_off:"bleibt aus",house_time:"{time} im Haus",ok:"Alles gut",warn:"Bitte ansehen",error:"Störung",autonomy:"Autonomie",manual:"Von Hand",assisted:"Mit Zustimmung",semi:"Halbautomatisch",full:"Automatisch",emergency_on:"Not-Halt. Alles bleibt aus, bis Sie es freigeben.",emergency:"Not-Halt",emergency_question:"Jetzt alle Verbraucher stoppen? Sie bleiben aus, bis Sie sie freigeben.",emergency_yes:"Alles stoppen",release:"Freigeben",cancel:"Abbrechen",lockout_left:"{load} ist gesperrt: {cause}. Frühestens in {time} kann er wieder laufen.",lockout_cause:"{load} ist gesperrt: {cause}. Es geht weiter, sobald die Ursache behoben ist.",proposal_start:"{load} würde mit {power} laufen. Es wartet auf Sie.",proposal_stop:"{load} würde stoppen. Es wartet auf Sie.",approve:"Annehmen",approved:"Angenommen",command_start:"Auf Befehl läuft {load} bis {time}.",command_start_power:"Auf Befehl läuft {load} mit {power} bis {time}.",command_stop:"Auf Befehl pausiert {load} bis {time}.",command_limit:"Auf Befehl nimmt {load} höchstens {power} bis {time}.",automatic:"Zurück zur Automatik",boost:"Jetzt laufen",pause:"Pause",limit:"Begrenzen",for_how_long:"Wie lange",at_power:"Mit",at_most:"Höchstens",do_boost:"{time} lang mit {power} laufen",do_pause:"{time} lang pausieren",do_limit:"{time} lang höchstens {power}",accepted:"Erledigt: bis {time}.",shortened:"Erledigt, aber nur bis {time}.",refused:"Nicht möglich.",sent:"Erledigt.",details:"Alle Stimmen",technical:"Technische Ansicht",history:"Letzte Änderungen",no_history:"In den letzten 24 Stunden hat sich nichts geändert.",decisive:"entscheidet",propose:"schlägt {power} vor",allow:"kein Einwand",abstain:"keine Stimme",veto:"erlaubt nur {power}",force:"verlangt {power}",nothing:"aus",needs_min:"mindestens {limit}",needs_max:"höchstens {limit}",met:"erfüllt",not_met:"nicht erfüllt",available_w:"Überschuss",predicted_surplus_w:"Erwarteter Überschuss",battery_soc_pct:"Ladestand",pv_power_w:"Solarleistung",grid_power_w:"Netzbezug",price_ct_kwh:"Preis",price_ahead_ct_kwh:"Kommender Preis",chip_temp_c:"Temperatur",heartbeat_age_s:"Still seit",age_s:"Letzter Messwert",run_min:"Erwartete Laufzeit",blocks_since_start:"Läuft seit",blocks_since_stop:"Aus seit",blocks_since_change:"Letzte Änderung",starts_today:"Starts heute",unit_blocks:"Blöcke",unit_starts:"Starts",timeline:"Verlauf",last_day:"24 Stunden",last_week:"7 Tage",timeline_help:"Zeigen, tippen oder die Pfeiltasten nutzen, um einen Block zu sehen.",no_blocks:"Es ist noch kein Block aufgezeichnet. Der erste endet in wenigen Minuten.",pv:"Sonne",loads:"Verbraucher",forecast:"Vorhersage",block_running:"läuft",block_off:"aus",block_command:"auf Befehl",block_safety:"Sicherheit",block_waiting:"wartet auf Zustimmung",mark_safety:"Sicherheit",mark_guard:"Wächter",mark_override:"Befehl",mark_restart:"Neustart",mark_settings:"Einstellungen",expected:"erwartet",whatif:"Was wäre, wenn …",hypothetical:"Nur gedacht: Es wird nichts geschaltet.",whatif_pv:"Sonne",whatif_house:"Haus",whatif_soc:"Ladestand",whatif_price:"Preis",whatif_reset:"Wie es jetzt ist",whatif_same:"Wie der nächste Block ohnehin erwartet wird.",whatif_differs:"Anders, als erwartet wird.",whatif_surplus:"Der Überschuss wäre {power}.",research:"Forschung",research_consent:"Nutzung für die Forschung erlauben",research_means:"Ihre Entscheidungen helfen herauszufinden, wie Häuser ihren eigenen Strom nutzen. Nur mit dieser Einwilligung darf ein Export entstehen; Namen werden ersetzt, und nichts verlässt Ihr Haus, wenn Sie es nicht senden. Sie können die Einwilligung jederzeit zurücknehmen.",research_on:"Sie haben eingewilligt. Jede Änderung daran steht im Journal.",research_off:"Aus. Es wird nichts exportiert.",research_records:"Einträge im Journal",research_hash:"Prüfsumme des letzten Eintrags",copy:"Kopieren",copied:"Kopiert.",card_name:"BitGridAI",card_about:"Was gerade geschieht, warum, was es ändern würde und was als Nächstes kommt.",timeline_about:"Der letzte Tag oder die letzte Woche, Block für Block.",whatif_about:"Was entschieden würde, wenn Sonne, Haus, Speicher oder Preis anders wären.",research_about:"Einwilligung zur Forschung und die Prüfsumme des Journals.",feature_name:"BitGridAI: laufen oder pausieren",strategy_about:"Ein ganzes Dashboard aus dem, was eingerichtet ist: jetzt, Verlauf, Geräte, Kennzahlen, Forschung.",view_overview:"Übersicht",view_timeline:"Verlauf",view_devices:"Geräte",view_figures:"Kennzahlen",view_research:"Forschung",heading_today:"Heute",heading_energy:"Energie der Verbraucher",heading_controller:"Regler",heading_faults:"Etwas schiefgehen lassen",form_audience:"Erzählt für",form_energy:"Sonne, Speicher und Netz",form_heat:"Wärme",form_technical:"Technik",form_flow:"Leistungsfluss zeigen",form_actions:"Aktionen anbieten",form_duration:"Übliche Dauer eines Befehls",minutes:"{n} min",hours:"{n} h"},Ue={title:"BitGridAI",loading:"Asking the controller …",absent:"No household is under control. Set BitGridAI up under Settings, Devices & services.",outdated:"This page is older than the integration. Reload it.",reload:"Reload",failed:"That did not work: {why}",sun:"Sun",battery:"Battery",grid:"Grid",house:"House",charging:"charging",discharging:"discharging",importing:"import",exporting:"feed-in",idle:"idle",flow:"Power right now",surplus:"Surplus",unknown:"not known",running:"{load} is running",off:"{load} is off",locked_out:"{load} is locked out",not_answering:"{load} does not answer",why:"Why",change:"What would change it",next:"What comes next",searching:"Is being worked out …",no_change_known:"Known from the next block on.",no_decision:"Nothing has been decided yet.",in_time:"In {time}",now:"Now",next_start:"starts at {power}",next_stop:"stops",next_raise:"goes up to {power}",next_lower:"goes down to {power}",next_on:"keeps running at {power}",next_off:"stays off",house_time:"{time} in the house",ok:"All well",warn:"Needs a look",error:"Fault",autonomy:"Autonomy",manual:"Manual",assisted:"Assisted",semi:"Semi-automatic",full:"Automatic",emergency_on:"Emergency stop. Everything stays off until you release it.",emergency:"Emergency stop",emergency_question:"Stop every load now? They stay off until you release them.",emergency_yes:"Stop everything",release:"Release",cancel:"Cancel",lockout_left:"{load} is locked out: {cause}. It can come back in {time} at the earliest.",lockout_cause:"{load} is locked out: {cause}. It comes back when the cause is gone.",proposal_start:"{load} would run at {power}. It waits for you.",proposal_stop:"{load} would stop. It waits for you.",approve:"Approve",approved:"Approved",command_start:"By command {load} runs until {time}.",command_start_power:"By command {load} runs at {power} until {time}.",command_stop:"By command {load} pauses until {time}.",command_limit:"By command {load} draws at most {power} until {time}.",automatic:"Back to automatic",boost:"Run now",pause:"Pause",limit:"Limit",for_how_long:"For how long",at_power:"At",at_most:"At most",do_boost:"Run at {power} for {time}",do_pause:"Pause for {time}",do_limit:"At most {power} for {time}",accepted:"Done: until {time}.",shortened:"Done, but only until {time}.",refused:"Not possible.",sent:"Done.",details:"All votes",technical:"Technical view",history:"Last changes",no_history:"Nothing has changed in the last 24 hours.",decisive:"decides",propose:"proposes {power}",allow:"no objection",abstain:"no vote",veto:"allows {power} only",force:"demands {power}",nothing:"off",needs_min:"at least {limit}",needs_max:"at most {limit}",met:"met",not_met:"not met",available_w:"Surplus",predicted_surplus_w:"Surplus expected",battery_soc_pct:"Battery charge",pv_power_w:"Solar power",grid_power_w:"Grid import",price_ct_kwh:"Price",price_ahead_ct_kwh:"Price ahead",chip_temp_c:"Temperature",heartbeat_age_s:"Silent for",age_s:"Last reading",run_min:"Expected run",blocks_since_start:"Running since",blocks_since_stop:"Off since",blocks_since_change:"Last change",starts_today:"Starts today",unit_blocks:"blocks",unit_starts:"starts",timeline:"Timeline",last_day:"24 hours",last_week:"7 days",timeline_help:"Hover, tap or use the arrow keys to see a block.",no_blocks:"No block has been recorded yet. The first one ends in a few minutes.",pv:"Sun",loads:"Loads",forecast:"Forecast",block_running:"running",block_off:"off",block_command:"by command",block_safety:"safety",block_waiting:"waits for approval",mark_safety:"Safety",mark_guard:"Guard",mark_override:"Command",mark_restart:"Restart",mark_settings:"Settings",expected:"expected",whatif:"What if …",hypothetical:"Hypothetical: nothing is switched.",whatif_pv:"Sun",whatif_house:"House",whatif_soc:"Battery charge",whatif_price:"Price",whatif_reset:"As it is now",whatif_same:"As the next block is expected anyway.",whatif_differs:"Different from what is expected.",whatif_surplus:"Surplus would be {power}.",research:"Research",research_consent:"Allow research use",research_means:"Your decisions help to find out how homes use their own power. Only with this consent may an export be made; names are replaced, and nothing leaves your home unless you send it. You can take the consent back at any time.",research_on:"You agreed. Every change of this is in the ledger.",research_off:"Off. Nothing is exported.",research_records:"Records in the ledger",research_hash:"Hash of the last record",copy:"Copy",copied:"Copied.",card_name:"BitGridAI",card_about:"What happens now, why, what would change it, and what comes next.",timeline_about:"The last day or week, block by block.",whatif_about:"What would be decided if sun, house, battery or price were different.",research_about:"Consent to research use, and the ledger's hash.",feature_name:"BitGridAI: run or pause",strategy_about:"A whole dashboard from what is configured: now, timeline, devices, key figures, research.",view_overview:"Overview",view_timeline:"Timeline",view_devices:"Devices",view_figures:"Key figures",view_research:"Research",heading_today:"Today",heading_energy:"Energy of the loads",heading_controller:"Controller",heading_faults:"Let something go wrong",form_audience:"Tell it for",form_energy:"Sun, battery and grid",form_heat:"Warmth",form_technical:"Technicians",form_flow:"Show the power flow",form_actions:"Offer actions",form_duration:"Usual length of a command",minutes:"{n} min",hours:"{n} h"},es={en:Ue,de:Qt};function X(t){const e=es[t.split("-")[0]]??Ue;return(s,i={})=>e[s].replace(/\{(\w+)\}/g,(n,r)=>String(i[r]??n))}class ts{constructor(e,s){this.clock=e,this.heardAtMs=s}now(e){return this.clock.now+(e-this.heardAtMs)/1e3*this.clock.speed}}class ss{constructor(e,s){this.connection=e,this.language=s,this.listeners=new Set,this.leave=null,this.last=null,this.clock=null}join(e){return this.listeners.add(e),this.leave??=this.connection.subscribeMessage(s=>this.take(s),{type:"bitgridai/subscribe",language:this.language}),this.last!==null&&e(this.last,this.clock),()=>this.part(e)}get failed(){return(this.leave??Promise.resolve()).then(()=>null,e=>(this.leave=null,e))}take(e){this.last=e,this.clock=e.available?new ts(e.clock,performance.now()):null;for(const s of this.listeners)s(e,this.clock)}part(e){if(this.listeners.delete(e),this.listeners.size>0||this.leave===null)return;const s=this.leave;this.leave=null,this.last=null,s.then(i=>i()).catch(()=>{})}}const Le=new WeakMap;function is(t,e){let s=Le.get(t);s===void 0&&Le.set(t,s=new Map);let i=s.get(e);return i===void 0&&s.set(e,i=new ss(t,e)),i}class ns{constructor(e,s=()=>{}){this.host=e,this.seen=s,this.picture=null,this.clock=null,this.error=null,this.channel=null,this.part=null,this.connected=!1,e.addController(this)}use(e){const s=is(e.connection,e.language);s!==this.channel&&(this.leave(),this.channel=s,this.connected&&this.join())}hostConnected(){this.connected=!0,this.join()}hostDisconnected(){this.connected=!1,this.leave()}join(){this.channel===null||this.part!==null||(this.part=this.channel.join((e,s)=>{this.picture=e,this.clock=s,this.error=null,this.seen(e),this.host.requestUpdate()}),this.channel.failed.then(e=>{e!==null&&(this.error=e,this.leave(),this.host.requestUpdate())}))}leave(){this.part?.(),this.part=null}}const rs=1;var os=Object.defineProperty,as=(t,e,s,i)=>{for(var n=void 0,r=t.length-1,o;r>=0;r--)(o=t[r])&&(n=o(e,s,n)||n);return n&&os(e,s,n),n};class De extends y{constructor(){super(...arguments),this.live=new ns(this,e=>this.heard(e)),this.say=X("en"),this.format=new xe("en","UTC"),this.zone="UTC"}willUpdate(e){!e.has("hass")&&this.hasUpdated||(this.live.use(this.hass),this.speak())}shouldUpdate(e){return this.hass===void 0?!1:e.size!==1||!e.has("hass")||this.concerns(e.get("hass"))}concerns(e){return e?.language!==this.hass.language||e.connection!==this.hass.connection}heard(e){e.available&&e.clock.time_zone!==this.zone&&(this.zone=e.clock.time_zone,this.speak())}render(){const e=this.live.picture;return this.live.error!==null?this.message(this.say("failed",{why:de(this.live.error)}),!0):e===null?this.message(this.say("loading")):e.schema!==rs?this.message(this.say("outdated"),!0):e.available?this.content(e):this.message(this.say("absent"))}speak(){this.say=X(this.hass.language),this.format=new xe(this.hass.locale?.language??this.hass.language,this.zone)}message(e,s=!1){return a`<ha-card>
      <p role="status">${e}</p>
      ${s?a`<button @click=${()=>location.reload()}>${this.say("reload")}</button>`:""}
    </ha-card>`}}as([m({attribute:!1})],De.prototype,"hass");const ls=N`
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
  footer {
    gap: 10px;
  }
  .autonomy {
    min-width: 14em;
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
`;var cs=Object.defineProperty,hs=Object.getOwnPropertyDescriptor,D=(t,e,s,i)=>{for(var n=i>1?void 0:i?hs(e,s):e,r=t.length-1,o;r>=0;r--)(o=t[r])&&(n=(i?o(e,s,n):o(n))||n);return i&&n&&cs(e,s,n),n};const ds={on:"var(--on)",off:"var(--dim)",alert:"var(--bad)"},ne=["energy","heat","technical"],us=["manual","assisted","semi","full"];let A=class extends De{constructor(){super(...arguments),this.config={type:"custom:bitgridai-card"},this.asking=!1,this.busy=!1,this.answer=""}static getStubConfig(){return{}}static getConfigForm(){const t=X(document.documentElement.lang||"en");return{schema:[{name:"audience",selector:{select:{mode:"dropdown",options:ne.map(e=>({value:e,label:t(`form_${e}`)}))}}},{type:"grid",name:"",schema:[{name:"flow",default:!0,selector:{boolean:{}}},{name:"actions",default:!0,selector:{boolean:{}}}]},{name:"duration",selector:{number:{min:1,max:1440,mode:"box",unit_of_measurement:"min"}}}],computeLabel:e=>t(`form_${e.name}`),assertConfig:Me}}setConfig(t){Me(t),this.config=t}getCardSize(){return 8}getGridOptions(){return{columns:12,min_columns:6,rows:"auto"}}content(t){const e=this.opened===void 0?t.main??t.loads[0]?.id??null:this.opened;return a`<ha-card>
      <div class="stack">
        ${this.header(t)}
        ${Kt(t,this.say,this.format).map(s=>this.banner(s,t))}
        <div class="answer" role="status" aria-live="polite">${this.answer}</div>
        ${t.loads.map(s=>this.load(s,t,e))}
        ${this.config.flow===!1?d:a`<bitgridai-flow
              .model=${Yt(t.flows,t.loads,this.say,this.format)}
            ></bitgridai-flow>`}
        ${this.config.actions===!1?d:this.footer(t)}
      </div>
    </ha-card>`}header(t){const e=t.health.level,s={ok:"var(--on)",warn:"var(--warn)",error:"var(--bad)"}[e],i=t.flows.surplus_w;return a`<header class="row wrap">
      <h2 class="grow">${this.say("title")}</h2>
      ${i===null?d:a`<span class="pill">${this.say("surplus")} <b>${this.format.watts(i)}</b></span>`}
      <span class="pill health" style="--tint: ${s}">${H(e==="ok"?"ok":"alert")}${this.say(e)}</span>
      ${t.clock.simulated?a`<span class="pill">${this.say("house_time",{time:this.format.time(t.clock.now)})}</span>`:d}
    </header>`}banner(t,e){const s={release:()=>{this.press(e.doors.release_emergency_stop)},approve:()=>{this.press(e.doors.approve)},automatic:()=>{this.clear(t.load)}},i=t.action,n=i!==void 0&&this.config.actions!==!1;return a`<div class="banner ${t.tone}" role=${t.tone==="alert"?"alert":"status"}>
      ${H(t.tone==="alert"?"stop":t.tone==="warn"?"alert":"info")}
      <span class="grow">${t.text}</span>
      ${n?a`<button class="main" data-act=${i} ?disabled=${this.busy} @click=${s[i]}>
            ${this.say(i)}
          </button>`:d}
    </div>`}load(t,e,s){const i=It(t,e,this.config.audience??"energy",this.say,this.format),n=t.id===s,r=e.loads.length===1,o=a`<span class="dot" style="--tint: ${ds[i.tone]}"></span>
      <span class="headline grow">${i.headline}</span>
      <span class="power">${i.power}</span>`;return a`<section class="load ${i.tone}" aria-label=${t.name} data-load=${t.id}>
      ${r?a`<div class="head row">${o}</div>`:a`<button
            class="head"
            aria-expanded=${n}
            @click=${()=>this.opened=n?null:t.id}
          >
            ${o}
          </button>`}
      ${n||r?this.story(t,e,i):a`<p class="brief dim">${i.why}</p>`}
    </section>`}story(t,e,s){const i=this.config.audience??"energy";return a`<dl>
        <dt>${this.say("why")}</dt>
        <dd class="why">${s.why}${s.rule?a` <span class="pill rule">${s.rule}</span>`:d}</dd>
        <dt>${this.say("change")}</dt>
        <dd class="change">${s.change}</dd>
        <dt>${this.say("next")}</dt>
        <dd class="next">
          <span class="when"
            ><bitgridai-countdown
              .clock=${this.live.clock}
              .until=${e.next_block_at}
              .told=${n=>this.say("in_time",{time:n})}
            ></bitgridai-countdown
          ></span>
          <span>${s.next}</span>
        </dd>
      </dl>
      ${this.config.actions===!1?d:a`<bitgridai-override
            .load=${t}
            .say=${this.say}
            .format=${this.format}
            .minutes=${this.config.duration??60}
            ?disabled=${this.busy||e.emergency_stop!==null}
            @override=${n=>this.override(n.detail)}
          ></bitgridai-override>`}
      <div class="more">
        <details>
          <summary>${this.say("details")}</summary>
          ${t.made===null?d:a`<p class="detail">${t.made.told[i].detail}</p>`}
          <bitgridai-votes .votes=${t.votes} .say=${this.say} .format=${this.format}></bitgridai-votes>
        </details>
        <details>
          <summary>${this.say("technical")}</summary>
          <p class="technical">${t.trace}</p>
          <p class="technical code">${t.made?.told.technical.technical??""}</p>
        </details>
        <details @toggle=${this.toggled}>
          <summary>${this.say("history")}</summary>
          <bitgridai-history
            .hass=${this.hass}
            .load=${t.id}
            .say=${this.say}
            .format=${this.format}
            .newest=${e.decided_at??0}
          ></bitgridai-history>
        </details>
      </div>`}toggled(t){const e=t.currentTarget,s=e.querySelector("bitgridai-history");s!==null&&(s.open=e.open)}footer(t){return this.asking?this.question(t.doors):a`<footer class="row wrap">
      <label class="row grow autonomy">
        <span class="dim">${this.say("autonomy")}</span>
        <select
          ?disabled=${this.busy||t.doors.autonomy===null}
          @change=${e=>this.choose(t.doors,e.target.value)}
        >
          ${us.map(e=>a`<option value=${e} ?selected=${e===t.autonomy} .selected=${e===t.autonomy}>
                ${this.say(e)}
              </option>`)}
        </select>
      </label>
      ${t.emergency_stop===null&&t.doors.emergency_stop!==null?a`<button class="danger" data-act="emergency" @click=${this.ask}>
            ${H("stop")}${this.say("emergency")}
          </button>`:d}
    </footer>`}question(t){return a`<footer class="question" role="alertdialog" aria-label=${this.say("emergency_question")}>
      <p>${this.say("emergency_question")}</p>
      <div class="row wrap">
        <button class="danger sure" data-act="sure" @click=${()=>this.stopAll(t)}>
          ${H("stop")}${this.say("emergency_yes")}
        </button>
        <button @click=${()=>this.asking=!1}>${this.say("cancel")}</button>
      </div>
    </footer>`}async ask(){this.asking=!0,await this.updateComplete,this.renderRoot.querySelector(".sure")?.focus()}stopAll(t){this.asking=!1,this.press(t.emergency_stop)}press(t){return this.act(async()=>(t!==null&&await this.hass.callService("button","press",{entity_id:t},void 0,!1),this.say("sent")))}choose(t,e){return this.act(async()=>{const s={entity_id:t.autonomy,option:e};return await this.hass.callService("select","select_option",s,void 0,!1),this.say("sent")})}clear(t){return this.act(async()=>(await this.hass.callService("bitgridai","clear_override",t===void 0?{}:{load:t},void 0,!1),this.say("sent")))}override(t){return this.act(async()=>{const e={...t},{response:s}=await this.hass.callService("bitgridai","set_override",e,void 0,!1,!0),i=s;if(i===void 0||i.status==="refused")return i?.message??this.say("refused");const n=this.live.clock?.now(performance.now())??0,r=i.status==="shortened"?1440:t.duration;return this.say(i.status,{time:this.format.time(n+r*60)})})}async act(t){this.busy=!0,this.answer="";try{this.answer=await t()}catch(e){this.answer=de(e)}finally{this.busy=!1}}};A.styles=[q,ls];D([b()],A.prototype,"config",2);D([b()],A.prototype,"opened",2);D([b()],A.prototype,"asking",2);D([b()],A.prototype,"busy",2);D([b()],A.prototype,"answer",2);A=D([U("bitgridai-card")],A);function Me(t){const{audience:e,duration:s}=t;if(e!==void 0&&!ne.includes(e))throw new Error(`audience: one of ${ne.join(", ")}, not ${e}`);if(s!==void 0&&!(s>=1&&s<=1440))throw new Error(`duration: minutes from 1 to 1440, not ${String(s)}`)}const ps="https://github.com/BitGridAI/bitgridai/blob/main/docs/card.md",ms=[{type:"bitgridai-card",name:"card_name",about:"card_about"}];function fs(){const t=window,e=X(document.documentElement.lang||navigator.language);t.customCards??=[];for(const s of ms)t.customCards.push({type:s.type,name:s.name==="card_name"?e(s.name):`BitGridAI: ${e(s.name)}`,description:e(s.about),preview:!0,documentationURL:ps,getEntitySuggestion:(i,n)=>s.type==="bitgridai-card"&&i.entities[n]?.platform==="bitgridai"?{config:{type:`custom:${s.type}`}}:null})}fs();
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
