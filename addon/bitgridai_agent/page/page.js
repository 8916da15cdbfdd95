const ve=globalThis,Ye=ve.ShadowRoot&&(ve.ShadyCSS===void 0||ve.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Xe=Symbol(),ct=new WeakMap;let Mt=class{constructor(e,s,i){if(this._$cssResult$=!0,i!==Xe)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=s}get styleSheet(){let e=this.o;const s=this.t;if(Ye&&e===void 0){const i=s!==void 0&&s.length===1;i&&(e=ct.get(s)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),i&&ct.set(s,e))}return e}toString(){return this.cssText}};const is=t=>new Mt(typeof t=="string"?t:t+"",void 0,Xe),y=(t,...e)=>{const s=t.length===1?t[0]:e.reduce((i,r,n)=>i+(a=>{if(a._$cssResult$===!0)return a.cssText;if(typeof a=="number")return a;throw Error("Value passed to 'css' function must be a 'css' function result: "+a+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(r)+t[n+1],t[0]);return new Mt(s,t,Xe)},rs=(t,e)=>{if(Ye)t.adoptedStyleSheets=e.map(s=>s instanceof CSSStyleSheet?s:s.styleSheet);else for(const s of e){const i=document.createElement("style"),r=ve.litNonce;r!==void 0&&i.setAttribute("nonce",r),i.textContent=s.cssText,t.appendChild(i)}},ut=Ye?t=>t:t=>t instanceof CSSStyleSheet?(e=>{let s="";for(const i of e.cssRules)s+=i.cssText;return is(s)})(t):t;const{is:ns,defineProperty:as,getOwnPropertyDescriptor:os,getOwnPropertyNames:hs,getOwnPropertySymbols:ds,getPrototypeOf:ls}=Object,He=globalThis,pt=He.trustedTypes,cs=pt?pt.emptyScript:"",us=He.reactiveElementPolyfillSupport,re=(t,e)=>t,xe={toAttribute(t,e){switch(e){case Boolean:t=t?cs:null;break;case Object:case Array:t=t==null?t:JSON.stringify(t)}return t},fromAttribute(t,e){let s=t;switch(e){case Boolean:s=t!==null;break;case Number:s=t===null?null:Number(t);break;case Object:case Array:try{s=JSON.parse(t)}catch{s=null}}return s}},Qe=(t,e)=>!ns(t,e),gt={attribute:!0,type:String,converter:xe,reflect:!1,useDefault:!1,hasChanged:Qe};Symbol.metadata??=Symbol("metadata"),He.litPropertyMetadata??=new WeakMap;let F=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,s=gt){if(s.state&&(s.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((s=Object.create(s)).wrapped=!0),this.elementProperties.set(e,s),!s.noAccessor){const i=Symbol(),r=this.getPropertyDescriptor(e,i,s);r!==void 0&&as(this.prototype,e,r)}}static getPropertyDescriptor(e,s,i){const{get:r,set:n}=os(this.prototype,e)??{get(){return this[s]},set(a){this[s]=a}};return{get:r,set(a){const d=r?.call(this);n?.call(this,a),this.requestUpdate(e,d,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??gt}static _$Ei(){if(this.hasOwnProperty(re("elementProperties")))return;const e=ls(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(re("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(re("properties"))){const s=this.properties,i=[...hs(s),...ds(s)];for(const r of i)this.createProperty(r,s[r])}const e=this[Symbol.metadata];if(e!==null){const s=litPropertyMetadata.get(e);if(s!==void 0)for(const[i,r]of s)this.elementProperties.set(i,r)}this._$Eh=new Map;for(const[s,i]of this.elementProperties){const r=this._$Eu(s,i);r!==void 0&&this._$Eh.set(r,s)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){const s=[];if(Array.isArray(e)){const i=new Set(e.flat(1/0).reverse());for(const r of i)s.unshift(ut(r))}else e!==void 0&&s.push(ut(e));return s}static _$Eu(e,s){const i=s.attribute;return i===!1?void 0:typeof i=="string"?i:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){const e=new Map,s=this.constructor.elementProperties;for(const i of s.keys())this.hasOwnProperty(i)&&(e.set(i,this[i]),delete this[i]);e.size>0&&(this._$Ep=e)}createRenderRoot(){const e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return rs(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,s,i){this._$AK(e,i)}_$ET(e,s){const i=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,i);if(r!==void 0&&i.reflect===!0){const n=(i.converter?.toAttribute!==void 0?i.converter:xe).toAttribute(s,i.type);this._$Em=e,n==null?this.removeAttribute(r):this.setAttribute(r,n),this._$Em=null}}_$AK(e,s){const i=this.constructor,r=i._$Eh.get(e);if(r!==void 0&&this._$Em!==r){const n=i.getPropertyOptions(r),a=typeof n.converter=="function"?{fromAttribute:n.converter}:n.converter?.fromAttribute!==void 0?n.converter:xe;this._$Em=r;const d=a.fromAttribute(s,n.type);this[r]=d??this._$Ej?.get(r)??d,this._$Em=null}}requestUpdate(e,s,i,r=!1,n){if(e!==void 0){const a=this.constructor;if(r===!1&&(n=this[e]),i??=a.getPropertyOptions(e),!((i.hasChanged??Qe)(n,s)||i.useDefault&&i.reflect&&n===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,i))))return;this.C(e,s,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,s,{useDefault:i,reflect:r,wrapped:n},a){i&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??s??this[e]),n!==!0||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||i||(s=void 0),this._$AL.set(e,s)),r===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(s){Promise.reject(s)}const e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(const[r,n]of this._$Ep)this[r]=n;this._$Ep=void 0}const i=this.constructor.elementProperties;if(i.size>0)for(const[r,n]of i){const{wrapped:a}=n,d=this[r];a!==!0||this._$AL.has(r)||d===void 0||this.C(r,void 0,n,d)}}let e=!1;const s=this._$AL;try{e=this.shouldUpdate(s),e?(this.willUpdate(s),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(s)):this._$EM()}catch(i){throw e=!1,this._$EM(),i}e&&this._$AE(s)}willUpdate(e){}_$AE(e){this._$EO?.forEach(s=>s.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(s=>this._$ET(s,this[s])),this._$EM()}updated(e){}firstUpdated(e){}};F.elementStyles=[],F.shadowRootOptions={mode:"open"},F[re("elementProperties")]=new Map,F[re("finalized")]=new Map,us?.({ReactiveElement:F}),(He.reactiveElementVersions??=[]).push("2.1.2");const et=globalThis,ft=t=>t,Ae=et.trustedTypes,mt=Ae?Ae.createPolicy("lit-html",{createHTML:t=>t}):void 0,Tt="$lit$",H=`lit$${Math.random().toFixed(9).slice(2)}$`,Dt="?"+H,ps=`<${Dt}>`,V=document,ne=()=>V.createComment(""),ae=t=>t===null||typeof t!="object"&&typeof t!="function",tt=Array.isArray,gs=t=>tt(t)||typeof t?.[Symbol.iterator]=="function",We=`[ 	
\f\r]`,ie=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,bt=/-->/g,yt=/>/g,T=RegExp(`>|${We}(?:([^\\s"'>=/]+)(${We}*=${We}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),_t=/'/g,wt=/"/g,jt=/^(?:script|style|textarea|title)$/i,Lt=t=>(e,...s)=>({_$litType$:t,strings:e,values:s}),o=Lt(1),b=Lt(2),K=Symbol.for("lit-noChange"),h=Symbol.for("lit-nothing"),$t=new WeakMap,D=V.createTreeWalker(V,129);function Vt(t,e){if(!tt(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return mt!==void 0?mt.createHTML(e):e}const fs=(t,e)=>{const s=t.length-1,i=[];let r,n=e===2?"<svg>":e===3?"<math>":"",a=ie;for(let d=0;d<s;d++){const l=t[d];let g,f,p=-1,_=0;for(;_<l.length&&(a.lastIndex=_,f=a.exec(l),f!==null);)_=a.lastIndex,a===ie?f[1]==="!--"?a=bt:f[1]!==void 0?a=yt:f[2]!==void 0?(jt.test(f[2])&&(r=RegExp("</"+f[2],"g")),a=T):f[3]!==void 0&&(a=T):a===T?f[0]===">"?(a=r??ie,p=-1):f[1]===void 0?p=-2:(p=a.lastIndex-f[2].length,g=f[1],a=f[3]===void 0?T:f[3]==='"'?wt:_t):a===wt||a===_t?a=T:a===bt||a===yt?a=ie:(a=T,r=void 0);const O=a===T&&t[d+1].startsWith("/>")?" ":"";n+=a===ie?l+ps:p>=0?(i.push(g),l.slice(0,p)+Tt+l.slice(p)+H+O):l+H+(p===-2?d:O)}return[Vt(t,n+(t[s]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),i]};class oe{constructor({strings:e,_$litType$:s},i){let r;this.parts=[];let n=0,a=0;const d=e.length-1,l=this.parts,[g,f]=fs(e,s);if(this.el=oe.createElement(g,i),D.currentNode=this.el.content,s===2||s===3){const p=this.el.content.firstChild;p.replaceWith(...p.childNodes)}for(;(r=D.nextNode())!==null&&l.length<d;){if(r.nodeType===1){if(r.hasAttributes())for(const p of r.getAttributeNames())if(p.endsWith(Tt)){const _=f[a++],O=r.getAttribute(p).split(H),S=/([.?@])?(.*)/.exec(_);l.push({type:1,index:n,name:S[2],strings:O,ctor:S[1]==="."?bs:S[1]==="?"?ys:S[1]==="@"?_s:Ce}),r.removeAttribute(p)}else p.startsWith(H)&&(l.push({type:6,index:n}),r.removeAttribute(p));if(jt.test(r.tagName)){const p=r.textContent.split(H),_=p.length-1;if(_>0){r.textContent=Ae?Ae.emptyScript:"";for(let O=0;O<_;O++)r.append(p[O],ne()),D.nextNode(),l.push({type:2,index:++n});r.append(p[_],ne())}}}else if(r.nodeType===8)if(r.data===Dt)l.push({type:2,index:n});else{let p=-1;for(;(p=r.data.indexOf(H,p+1))!==-1;)l.push({type:7,index:n}),p+=H.length-1}n++}}static createElement(e,s){const i=V.createElement("template");return i.innerHTML=e,i}}function q(t,e,s=t,i){if(e===K)return e;let r=i!==void 0?s._$Co?.[i]:s._$Cl;const n=ae(e)?void 0:e._$litDirective$;return r?.constructor!==n&&(r?._$AO?.(!1),n===void 0?r=void 0:(r=new n(t),r._$AT(t,s,i)),i!==void 0?(s._$Co??=[])[i]=r:s._$Cl=r),r!==void 0&&(e=q(t,r._$AS(t,e.values),r,i)),e}class ms{constructor(e,s){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=s}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){const{el:{content:s},parts:i}=this._$AD,r=(e?.creationScope??V).importNode(s,!0);D.currentNode=r;let n=D.nextNode(),a=0,d=0,l=i[0];for(;l!==void 0;){if(a===l.index){let g;l.type===2?g=new fe(n,n.nextSibling,this,e):l.type===1?g=new l.ctor(n,l.name,l.strings,this,e):l.type===6&&(g=new ws(n,this,e)),this._$AV.push(g),l=i[++d]}a!==l?.index&&(n=D.nextNode(),a++)}return D.currentNode=V,r}p(e){let s=0;for(const i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(e,i,s),s+=i.strings.length-2):i._$AI(e[s])),s++}}class fe{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,s,i,r){this.type=2,this._$AH=h,this._$AN=void 0,this._$AA=e,this._$AB=s,this._$AM=i,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode;const s=this._$AM;return s!==void 0&&e?.nodeType===11&&(e=s.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,s=this){e=q(this,e,s),ae(e)?e===h||e==null||e===""?(this._$AH!==h&&this._$AR(),this._$AH=h):e!==this._$AH&&e!==K&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):gs(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==h&&ae(this._$AH)?this._$AA.nextSibling.data=e:this.T(V.createTextNode(e)),this._$AH=e}$(e){const{values:s,_$litType$:i}=e,r=typeof i=="number"?this._$AC(e):(i.el===void 0&&(i.el=oe.createElement(Vt(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===r)this._$AH.p(s);else{const n=new ms(r,this),a=n.u(this.options);n.p(s),this.T(a),this._$AH=n}}_$AC(e){let s=$t.get(e.strings);return s===void 0&&$t.set(e.strings,s=new oe(e)),s}k(e){tt(this._$AH)||(this._$AH=[],this._$AR());const s=this._$AH;let i,r=0;for(const n of e)r===s.length?s.push(i=new fe(this.O(ne()),this.O(ne()),this,this.options)):i=s[r],i._$AI(n),r++;r<s.length&&(this._$AR(i&&i._$AB.nextSibling,r),s.length=r)}_$AR(e=this._$AA.nextSibling,s){for(this._$AP?.(!1,!0,s);e!==this._$AB;){const i=ft(e).nextSibling;ft(e).remove(),e=i}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}}class Ce{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,s,i,r,n){this.type=1,this._$AH=h,this._$AN=void 0,this.element=e,this.name=s,this._$AM=r,this.options=n,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=h}_$AI(e,s=this,i,r){const n=this.strings;let a=!1;if(n===void 0)e=q(this,e,s,0),a=!ae(e)||e!==this._$AH&&e!==K,a&&(this._$AH=e);else{const d=e;let l,g;for(e=n[0],l=0;l<n.length-1;l++)g=q(this,d[i+l],s,l),g===K&&(g=this._$AH[l]),a||=!ae(g)||g!==this._$AH[l],g===h?e=h:e!==h&&(e+=(g??"")+n[l+1]),this._$AH[l]=g}a&&!r&&this.j(e)}j(e){e===h?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}}class bs extends Ce{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===h?void 0:e}}class ys extends Ce{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==h)}}class _s extends Ce{constructor(e,s,i,r,n){super(e,s,i,r,n),this.type=5}_$AI(e,s=this){if((e=q(this,e,s,0)??h)===K)return;const i=this._$AH,r=e===h&&i!==h||e.capture!==i.capture||e.once!==i.once||e.passive!==i.passive,n=e!==h&&(i===h||r);r&&this.element.removeEventListener(this.name,this,i),n&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}}class ws{constructor(e,s,i){this.element=e,this.type=6,this._$AN=void 0,this._$AM=s,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(e){q(this,e)}}const $s=et.litHtmlPolyfillSupport;$s?.(oe,fe),(et.litHtmlVersions??=[]).push("3.3.3");const vs=(t,e,s)=>{const i=s?.renderBefore??e;let r=i._$litPart$;if(r===void 0){const n=s?.renderBefore??null;i._$litPart$=r=new fe(e.insertBefore(ne(),n),n,void 0,s??{})}return r._$AI(t),r};const st=globalThis;class U extends F{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){const e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){const s=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=vs(s,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return K}}U._$litElement$=!0,U.finalized=!0,st.litElementHydrateSupport?.({LitElement:U});const ks=st.litElementPolyfillSupport;ks?.({LitElement:U});(st.litElementVersions??=[]).push("4.2.2");const w=t=>(e,s)=>{s!==void 0?s.addInitializer(()=>{customElements.define(t,e)}):customElements.define(t,e)};const xs={attribute:!0,type:String,converter:xe,reflect:!1,hasChanged:Qe},As=(t=xs,e,s)=>{const{kind:i,metadata:r}=s;let n=globalThis.litPropertyMetadata.get(r);if(n===void 0&&globalThis.litPropertyMetadata.set(r,n=new Map),i==="setter"&&((t=Object.create(t)).wrapped=!0),n.set(s.name,t),i==="accessor"){const{name:a}=s;return{set(d){const l=e.get.call(this);e.set.call(this,d),this.requestUpdate(a,l,t,!0,d)},init(d){return d!==void 0&&this.C(a,void 0,t,d),d}}}if(i==="setter"){const{name:a}=s;return function(d){const l=this[a];e.call(this,d),this.requestUpdate(a,l,t,!0,d)}}throw Error("Unsupported decorator location: "+i)};function m(t){return(e,s)=>typeof s=="object"?As(t,e,s):((i,r,n)=>{const a=r.hasOwnProperty(n);return r.constructor.createProperty(n,i),a?Object.getOwnPropertyDescriptor(r,n):void 0})(t,e,s)}function c(t){return m({...t,state:!0,attribute:!1})}const Ss=(t,e,s)=>(s.configurable=!0,s.enumerable=!0,Reflect.decorate&&typeof e!="object"&&Object.defineProperty(t,e,s),s);function it(t,e){return(s,i,r)=>{const n=a=>a.renderRoot?.querySelector(t)??null;return Ss(s,i,{get(){return n(this)}})}}class he extends Error{constructor(e,s,i){super(i),this.status=e,this.code=s,this.detail=i}}class Es{constructor(){this.handshake=()=>this.ask("v1/handshake"),this.archives=()=>this.ask("v1/archive"),this.days=e=>this.ask(`v1/archive/${e}/days`),this.policies=e=>this.ask(`v1/archive/${e}/policies`),this.proof=e=>this.ask(`v1/archive/${e}/proof`),this.jobs=()=>this.ask("v1/jobs"),this.start=e=>this.ask("v1/jobs","POST",e),this.cancel=e=>this.ask(`v1/jobs/${e}/cancel`,"POST"),this.resume=e=>this.ask(`v1/jobs/${e}/resume`,"POST"),this.remove=e=>this.ask(`v1/jobs/${e}`,"DELETE"),this.result=e=>this.ask(`v1/jobs/${e}/result`),this.consent=e=>this.ask(`v1/archive/${e}/consent`),this.exports=()=>this.ask("v1/exports"),this.makeExport=e=>this.ask("v1/exports","POST",e),this.exportNow=e=>this.ask(`v1/exports/${e}`),this.removeExport=e=>this.ask(`v1/exports/${e}`,"DELETE")}address(e){return new URL(e,document.baseURI).href}async ask(e,s="GET",i){const r={method:s,headers:{"X-BitGridAI":"page"},credentials:"same-origin"};i!==void 0&&(r.body=JSON.stringify(i),r.headers={...r.headers,"Content-Type":"application/json"});let n;try{n=await fetch(this.address(e),r)}catch{throw new he(0,"no_answer","")}const a=await n.json().catch(()=>null);if(n.ok)return a;const{code:d="",detail:l=""}=a??{};throw new he(n.status,String(d),typeof l=="string"?l:JSON.stringify(l))}}function Ps(t,e){const s=t[e.split("-")[0]??""]??t.en;return(i,r={})=>s[i].replace(/\{(\w+)\}/g,(n,a)=>String(r[a]??n))}const Os={subtitle:"Bewahrt das Archiv, rechnet es nach und exportiert es.",language:"Sprache",language_name:"Deutsch",navigation:"Teile dieser Seite",overview:"Übersicht",replay:"Nachrechnen",policies:"Regeln",exports:"Exporte",loading:"Der Agent wird gefragt …",again:"Noch einmal versuchen",failed:"Das hat nicht geklappt: {why}",refused_no_answer:"Der Agent antwortet nicht. Läuft die App?",refused_too_many_requests:"In kurzer Zeit wurde zu viel gefragt. Bitte kurz warten und dann noch einmal versuchen.",agent:"Agent",version:"Version des Agenten",engine:"Regelwerk",interface:"Version der Schnittstelle",free:"Freier Platz",heard:"In Verbindung mit Home Assistant",quiet:"Home Assistant hat sich zuletzt {ago} gemeldet",not_heard:"Home Assistant hat sich seit dem Start nicht gemeldet",no_archive:"Noch ist nichts archiviert",no_archive_about:"In Home Assistant unter Einstellungen, Geräte & Dienste, BitGridAI diesen Agenten verbinden. Die ersten Einträge kommen innerhalb eines Blocks.",technical:"Technische Einzelheiten",archive_name:"Name des Archivs",archive_version:"Version des Archivs",archive_of:"{from} bis {to}",archive:"Archiv",records:"Einträge",days:"Tage",size:"Größe",waiting:"Noch nicht abgelegt",all_waiting:"Alle Einträge sind sicher im Journal. Innerhalb einer Stunde werden sie abgelegt.",days_chart:"Einträge je Tag, {from} bis {to}, {n} Tage",days_span:"{from} bis {to}, bis zu {n} Einträge am Tag",counts_span:"{from} bis {to}, bis zu {n} Entscheidungen am Tag",day_kept:"{day}: {n} Einträge, {size}",day_going:"{day}: {n} Einträge, {size}, wird gelöscht",day_missing:"{day}: keine Einträge",deletion:"Alles bis {until} ({size}) wird am {at} gelöscht. Wer es behalten will, erhöht die Grenzen in den Optionen der App.",set_aside:"Beschädigte Dateien wurden beiseitegelegt ({n}). Ihre Einträge werden neu geholt, wo Home Assistant sie noch hat.",prove:"Beweisen",proving:"Wird bewiesen …",whole:"Vollständig: {records} Einträge, Nummern {first} bis {last}, jede Prüfsumme und jedes Glied der Kette. Geprüft: {files} Dateien.",whole_waiting:"Vollständig: {records} Einträge, Nummern {first} bis {last}, jede Prüfsumme und jedes Glied der Kette. Geprüft: {files} Dateien und das Journal mit den neuesten {waiting}, die noch nicht abgelegt sind.",ends_in:"Endet mit {hash}",not_whole:"Nicht vollständig. Befunde: {n}.",new_replay:"Neu nachrechnen",kind:"Was nachgerechnet wird",verify:"Entscheidungen prüfen",verify_about:"Würde diese Version ebenso entscheiden wie damals? Gut zu wissen vor einem Update.",what_if:"Was wäre wenn",what_if_about:"Das aufgezeichnete Haus lebt noch einmal, mit anderen Schwellenwerten.",sweep:"Viele ausprobieren",sweep_about:"Viele Kombinationen von Schwellenwerten, geordnet nach Gewinn und Zahl der Starts.",first_day:"Erster Tag",last_day:"Letzter Tag",empty_first:"Leer: ab {day}",empty_last:"Leer: bis {day}",thresholds:"Schwellenwerte",threshold:"Schwellenwert",begin_with:"Ausgangspunkt",as_recorded:"Die aufgezeichneten Regeln",preset_careful:"Vorlage vorsichtig",preset_balanced:"Vorlage ausgewogen (die Vorgaben)",preset_eager:"Vorlage eifrig",changed_thresholds:"Geänderte Schwellenwerte",tried_thresholds:"Werte zum Ausprobieren",others_as_recorded:"Alle anderen bleiben, wie sie aufgezeichnet sind.",add_threshold:"Schwellenwert hinzufügen",remove_threshold:"{name} entfernen",values_of:"{name}: Werte zum Ausprobieren",values_hint:"Mehrere Werte, mit Strichpunkt getrennt.",usual:"Vorgabe: {value}.",range:"{low} bis {high}.",range_or_empty:"{low} bis {high}, oder leer für aus.",flaw_empty:"Bitte einen Wert eingeben.",flaw_number:"Bitte nur Zahlen eingeben.",flaw_whole:"Bitte ganze Zahlen eingeben.",flaw_range:"Außerhalb des Möglichen.",flaw_backwards:"Der letzte Tag liegt vor dem ersten.",flaw_nothing:"Noch ist nichts anders: Schwellenwert hinzufügen, Vorlage wählen oder Sonne ändern.",flaw_key:"Erwartet wird ein öffentlicher Schlüssel, der mit age1 beginnt und 62 Zeichen hat.",sun_factor:"Sonne",sun_factor_about:"100 % ist die aufgezeichnete Anlage, 150 % eine um die Hälfte größere.",battery_size:"Speicher in kWh (freiwillig)",battery_size_about:"Nur nötig, wo kein Eintrag sie nennt.",flaw_battery:"Erwartet wird eine Größe von 0,1 bis 1000 kWh.",one_policy:"{n} Kombination",policies_to_try:"{n} Kombinationen",many_policies:"{n} Kombinationen: Das dauert eine Weile",where:"Wo gerechnet wird",here:"Auf diesem Gerät",here_about:"Mit der niedrigsten Priorität, auf allen Kernen außer einem.",cluster:"Auf dem Cluster",cluster_about:"Der Dask-Cluster aus den Optionen der App. Es kommt dasselbe heraus, bis zur letzten Stelle.",on_cluster:"auf dem Cluster",refused_no_cluster:"Dieser Agent hat keinen Cluster. Tragen Sie in den Optionen der App die Adresse eines Dask-Schedulers ein, oder rechnen Sie auf diesem Gerät.",start:"Starten",jobs:"Nachrechnungen",no_jobs:"Noch keine. Oben eine starten.",all_jobs:"← Alle Nachrechnungen",job_gone:"Diese Nachrechnung gibt es nicht mehr.",state_queued:"Wartet",state_running:"Läuft",state_done:"Fertig",state_failed:"Fehlgeschlagen",state_cancelled:"Abgebrochen",state_interrupted:"Unterbrochen",period:"{from} bis {to}",all_days:"alle Tage",sun_at:"Sonne zu {n} %",outcome_same:"Alle Entscheidungen sind gleich",outcome_differ:"Andere Entscheidungen: {n}",outcome_gain:"{eur} mehr Gewinn",outcome_loss:"{eur} weniger Gewinn",outcome_best:"Am besten: {changes}, {eur} mehr Gewinn",open_result:"Ergebnis öffnen",cancel:"Abbrechen",resume:"Fortsetzen",remove_job:"Diese Nachrechnung löschen",result:"Ergebnis",assumptions:"Was dabei angenommen ist",files:"Dateien",decisions:"Entscheidungen",differing:"Anders",recorded_by:"Aufgezeichnet von Regelwerk",replayed_by:"Nachgerechnet von Regelwerk",all_same:"Alle {n} Entscheidungen fallen aus wie aufgezeichnet.",some_differ:"Entscheidungen, die anders ausfielen: {n} ({share} %).",undecided:"Diese Einträge lassen sich nicht noch einmal entscheiden:",differing_by_day:"Andere Entscheidungen nach Tagen (UTC)",differing_on_days:"Tage mit anderen Entscheidungen: {n} von {all}.",decisions_by_day:"Noch einmal getroffene Entscheidungen nach Tagen (UTC)",decisions_on_days:"Keine davon ist anders. Tage mit Entscheidungen: {n}.",day_count:"{day}: {n}",side_by_side:"Nebeneinander",show_all:"Alle {n} zeigen",record:"Eintrag {n}",as_it_was:"Wie aufgezeichnet",as_it_would_be:"Wie dieses Regelwerk entscheidet",action_START:"Starten",action_STOP:"Stoppen",action_RAISE:"Erhöhen",action_LOWER:"Senken",action_HOLD:"So bleiben",key_figures:"Kennzahlen",figure:"Kennzahl",recorded:"Aufgezeichnete Regeln",recorded_short:"Bisher",changed_short:"Geändert",difference:"Differenz",gain_eur:"Gewinn",loads_kwh:"Energie der Verbraucher",import_kwh:"Bezug",import_caused_kwh:"Bezug durch Verbraucher",export_kwh:"Einspeisung",surplus_used_pct:"Genutzter Überschuss",self_consumption_pct:"Eigenverbrauch",autarky_pct:"Autarkie",starts:"Starts",starts_per_day:"Starts am Tag",stored_end_kwh:"Am Ende im Speicher",what_if_same:"Jede Entscheidung bleibt gleich: Diese Änderungen machen hier keinen Unterschied.",what_if_gain:"{eur} mehr Gewinn. Andere Entscheidungen: {n}.",what_if_loss:"{eur} weniger Gewinn. Andere Entscheidungen: {n}.",what_if_even:"Gleicher Gewinn. Andere Entscheidungen: {n}.",loads_by_day:"Energie der Verbraucher nach Tagen",day_pair:"{day}: {recorded} kWh aufgezeichnet, {changed} kWh geändert",course_chart:"Leistung am {day}: Verbraucher nutzen {recorded} kWh mit den aufgezeichneten Regeln, {changed} kWh mit den geänderten",sun:"Sonne",house:"Haus",loads_recorded:"Verbraucher, aufgezeichnete Regeln",loads_changed:"Verbraucher, geänderte Regeln",gain_against_starts:"Gewinn und Starts",scatter:"Regeln nach Gewinn und Starts am Tag, in der Reihenfolge ihres Rangs",on_front:"Niemand gewinnt so viel mit weniger Starts",beaten:"Andere",point:"Rang {rank}: {changes}. {eur}, {starts} Starts am Tag.",ranking:"Rangliste",rank:"Rang",rank_n:"Rang {n}",rank_front:"Rang {n}, niemand gewinnt so viel mit weniger Starts",policies_tried:"{n} Kombinationen ausprobiert.",left_out:"{n} ausgelassen: Ihre Schwellenwerte widersprechen sich.",sweep_gain:"{changes}: {eur} mehr Gewinn als die aufgezeichneten Regeln.",sweep_none:"Keine davon gewinnt mehr als die aufgezeichneten Regeln.",compare_policies:"Unterschiede zwischen Regeln",compare_about:"Solche, die galten, und die Vorlagen.",this_policy:"Diese",that_policy:"Jene",recorded_policies:"Im Archiv",presets:"Vorlagen",in_force_since:"In Kraft seit {at}",differences:"Andere Schwellenwerte: {n}",no_difference:"Kein Unterschied: Beide entscheiden gleich.",show_same:"Auch gleiche zeigen",on_its_range:"Lage im Bereich",off:"aus",yes:"ja",no:"nein",new_bundle:"Neues Paket für die Forschung",bundle_about:"Namen und Orte sind entfernt oder ersetzt. Von selbst verlässt nichts dieses Haus: Die Datei wird heruntergeladen und weitergegeben, an wen man möchte.",scope:"Was es enthält",scope_decisions:"Entscheidungen",scope_decisions_about:"Ganze Einträge, sodass andere sie nachrechnen können.",scope_measurements:"Messwerte",scope_measurements_about:"Mittelwerte des Hauses, vergröbert; keine Entscheidungen, keine Schwellenwerte.",scope_all:"Beides",scope_all_about:"Entscheidungen und Messwerte in einem Paket.",recipient:"Verschlüsseln für (freiwillig)",recipient_about:"Öffentlicher age-Schlüssel der Person, die es lesen soll. Leer: nicht verschlüsselt.",make_bundle:"Paket schnüren",being_made:"Wird geschnürt …",bundles:"Pakete",no_bundles:"Noch keine.",encrypted:"Verschlüsselt",download:"Herunterladen",remove_bundle:"{name} löschen",n_records:"{n} Einträge",copy:"Prüfsumme kopieren",copied:"Kopiert",consent_given:"Die Nutzung für die Forschung ist für diesen Haushalt eingeschaltet.",refused_no_consent:"Die Nutzung für die Forschung ist für diesen Haushalt aus, deshalb wird nichts exportiert.",no_consent_about:"Wer einverstanden ist, schaltet sie in Home Assistant ein: Einstellungen, Geräte & Dienste, BitGridAI, Nutzung für die Forschung.",refusal_noted:"Die Ablehnung steht im Prüfprotokoll.",block:"Block",blocks:"Blöcke",day:"Tag",days_unit:"Tage",gaps:"Einträge fehlen: {places}. Home Assistant schickt sie noch einmal, wo es sie noch hat.",gap:"{first} bis {last}"},Hs={subtitle:"Keeps the archive, replays it and exports it.",language:"Language",language_name:"English",navigation:"Parts of this page",overview:"Overview",replay:"Replay",policies:"Policies",exports:"Exports",loading:"Asking the agent …",again:"Try again",failed:"That did not work: {why}",refused_no_answer:"The agent does not answer. Is the app running?",refused_too_many_requests:"Too much was asked in a short time. Wait a little, then try again.",agent:"Agent",version:"Agent version",engine:"Engine",interface:"Version of the interface",free:"Free space",heard:"In touch with Home Assistant",quiet:"Home Assistant last in touch {ago}",not_heard:"Home Assistant has not been in touch since the start",no_archive:"Nothing is archived yet",no_archive_about:"In Home Assistant, open Settings, Devices & services, BitGridAI, and connect this agent. The first records come within a block.",technical:"Technical details",archive_name:"Name of the archive",archive_version:"Version of the archive",archive_of:"{from} to {to}",archive:"Archive",records:"Records",days:"Days",size:"Size",waiting:"Waiting to be filed",all_waiting:"All records are safe in the journal. They are filed within the hour.",days_chart:"Records by day, {from} to {to}, {n} days",days_span:"{from} to {to}, up to {n} records a day",counts_span:"{from} to {to}, up to {n} decisions a day",day_kept:"{day}: {n} records, {size}",day_going:"{day}: {n} records, {size}, will be deleted",day_missing:"{day}: no records",deletion:"Everything up to {until} ({size}) will be deleted on {at}. To keep it, raise the limits in the app's options.",set_aside:"Damaged files were set aside ({n}). Their records are fetched again where Home Assistant still has them.",prove:"Prove it",proving:"Being proven …",whole:"Whole: {records} records, numbers {first} to {last}, every checksum and every link of the chain. Checked: {files} files.",whole_waiting:"Whole: {records} records, numbers {first} to {last}, every checksum and every link of the chain. Checked: {files} files, and the journal with the newest {waiting}, which wait to be filed.",ends_in:"Ends in {hash}",not_whole:"Not whole. Findings: {n}.",new_replay:"New replay",kind:"What to replay",verify:"Check decisions",verify_about:"Would this version decide as it was decided then? Good to know before an update.",what_if:"What if",what_if_about:"The recorded house lives again under other thresholds.",sweep:"Try many",sweep_about:"A grid of thresholds, ranked by gain, with the fewest starts for each.",first_day:"First day",last_day:"Last day",empty_first:"Empty: from {day}",empty_last:"Empty: until {day}",thresholds:"Thresholds",threshold:"Threshold",begin_with:"Begin with",as_recorded:"The recorded policy",preset_careful:"Preset careful",preset_balanced:"Preset balanced (the defaults)",preset_eager:"Preset eager",changed_thresholds:"Changed thresholds",tried_thresholds:"Values to try",others_as_recorded:"All others stay as they were recorded.",add_threshold:"Add a threshold",remove_threshold:"Remove {name}",values_of:"{name}: values to try",values_hint:"Several values, divided by semicolons.",usual:"Default: {value}.",range:"{low} to {high}.",range_or_empty:"{low} to {high}, or empty for off.",flaw_empty:"Enter a value.",flaw_number:"Enter numbers only.",flaw_whole:"Enter whole numbers.",flaw_range:"Outside of what is possible.",flaw_backwards:"The last day lies before the first one.",flaw_nothing:"Nothing is different yet: add a threshold, begin with a preset, or change the sun.",flaw_key:"Expected a public key that begins with age1 and has 62 characters.",sun_factor:"Sun",sun_factor_about:"100 % is the array that was recorded; 150 % one that is half as large again.",battery_size:"Battery in kWh (optional)",battery_size_about:"Only needed where no record tells it.",flaw_battery:"Expected a size from 0.1 to 1000 kWh.",one_policy:"{n} policy to try",policies_to_try:"{n} policies to try",many_policies:"{n} policies to try: this takes a while",where:"Where to compute it",here:"On this machine",here_about:"At the lowest priority, on all cores but one.",cluster:"On the cluster",cluster_about:"The Dask cluster of the app's options. It comes to the same, to the last digit.",on_cluster:"on the cluster",refused_no_cluster:"This agent has no cluster. Enter the address of a Dask scheduler in the app's options, or compute it on this machine.",start:"Start",jobs:"Replays",no_jobs:"None yet. Start one above.",all_jobs:"← All replays",job_gone:"This replay is not there any more.",state_queued:"Waiting",state_running:"Running",state_done:"Done",state_failed:"Failed",state_cancelled:"Cancelled",state_interrupted:"Interrupted",period:"{from} to {to}",all_days:"all days",sun_at:"sun at {n} %",outcome_same:"All decisions are the same",outcome_differ:"Decisions that differ: {n}",outcome_gain:"{eur} more gain",outcome_loss:"{eur} less gain",outcome_best:"Best: {changes}, {eur} more gain",open_result:"Open result",cancel:"Cancel",resume:"Go on",remove_job:"Delete this replay",result:"Result",assumptions:"What this takes for granted",files:"Files",decisions:"Decisions",differing:"Differing",recorded_by:"Recorded by engine",replayed_by:"Replayed by engine",all_same:"All {n} decisions come out as they were recorded.",some_differ:"Decisions that would be different: {n} ({share} %).",undecided:"These records cannot be decided again:",differing_by_day:"Differing decisions by day (UTC)",differing_on_days:"Days on which any differs: {n} of {all}.",decisions_by_day:"Decisions made again, by day (UTC)",decisions_on_days:"None of them differs. Days with decisions: {n}.",day_count:"{day}: {n}",side_by_side:"Side by side",show_all:"Show all {n}",record:"record {n}",as_it_was:"As it was recorded",as_it_would_be:"As this engine decides",action_START:"Start",action_STOP:"Stop",action_RAISE:"Raise",action_LOWER:"Lower",action_HOLD:"Stay",key_figures:"Key figures",figure:"Key figure",recorded:"Recorded policy",recorded_short:"Recorded",changed_short:"Changed",difference:"Difference",gain_eur:"Gain",loads_kwh:"Energy of the loads",import_kwh:"Import",import_caused_kwh:"Import caused by loads",export_kwh:"Feed-in",surplus_used_pct:"Surplus used",self_consumption_pct:"Self-consumption",autarky_pct:"Autarky",starts:"Starts",starts_per_day:"Starts a day",stored_end_kwh:"In the battery at the end",what_if_same:"Every decision stays the same: these changes make no difference here.",what_if_gain:"{eur} more gain. Decisions that differ: {n}.",what_if_loss:"{eur} less gain. Decisions that differ: {n}.",what_if_even:"The same gain. Decisions that differ: {n}.",loads_by_day:"Energy of the loads by day",day_pair:"{day}: {recorded} kWh recorded, {changed} kWh changed",course_chart:"Power on {day}: loads use {recorded} kWh under the recorded policy, {changed} kWh under the changed one",sun:"Sun",house:"House",loads_recorded:"Loads, recorded policy",loads_changed:"Loads, changed policy",gain_against_starts:"Gain against starts",scatter:"Policies by gain and starts a day, in the order of their rank",on_front:"Nobody gains as much with fewer starts",beaten:"Others",point:"Rank {rank}: {changes}. {eur}, {starts} starts a day.",ranking:"Ranking",rank:"Rank",rank_n:"Rank {n}",rank_front:"Rank {n}, nobody gains as much with fewer starts",policies_tried:"{n} policies tried.",left_out:"{n} left out: their thresholds contradict each other.",sweep_gain:"{changes}: {eur} more gain than the recorded policy.",sweep_none:"None of them gains more than the recorded policy.",compare_policies:"Differences between policies",compare_about:"Those that were in force, and the presets.",this_policy:"This",that_policy:"That",recorded_policies:"In the archive",presets:"Presets",in_force_since:"In force since {at}",differences:"Different thresholds: {n}",no_difference:"No difference: both decide alike.",show_same:"Show equal ones, too",on_its_range:"Place on its range",off:"off",yes:"yes",no:"no",new_bundle:"New bundle for research",bundle_about:"Names and places are taken out or replaced. Nothing leaves this house by itself: you download the file and give it to whom you like.",scope:"What it holds",scope_decisions:"Decisions",scope_decisions_about:"Whole records, so that others can replay them.",scope_measurements:"Measurements",scope_measurements_about:"Means of the house, made coarser; no decisions, no thresholds.",scope_all:"Both",scope_all_about:"Decisions and measurements in one bundle.",recipient:"Encrypt to (optional)",recipient_about:"Public age key of whoever shall read it. Empty: not encrypted.",make_bundle:"Make bundle",being_made:"Being made …",bundles:"Bundles",no_bundles:"None yet.",encrypted:"Encrypted",download:"Download",remove_bundle:"Delete {name}",n_records:"{n} records",copy:"Copy hash",copied:"Copied",consent_given:"Research use is switched on for this household.",refused_no_consent:"Research use is off for this household, so nothing is exported.",no_consent_about:"Whoever agrees switches it on in Home Assistant: Settings, Devices & services, BitGridAI, research use.",refusal_noted:"The refusal is in the audit log.",block:"block",blocks:"blocks",day:"day",days_unit:"days",gaps:"Records are missing: {places}. Home Assistant sends them again where it still has them.",gap:"{first} to {last}"},de={en:Hs,de:Os};function Ne(t){return Ps(de,t)}function Cs(t){return t.map(s=>s.toLowerCase().split("-")[0]??"").find(s=>s in de)??"en"}function zs(t,e){return e.find(s=>s.toLowerCase().startsWith(`${t}-`))??(t==="en"?"en-GB":t)}var Ms=Object.defineProperty,Ts=(t,e,s,i)=>{for(var r=void 0,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=a(e,s,r)||r);return r&&Ms(e,s,r),r};class $ extends U{say(e,s){return this.context.say(e,s)}get figures(){return this.context.figures}get api(){return this.context.api}told(e){return e[this.context.language]??e.en??Object.values(e)[0]??""}reason(e){return Wt(e,this.context.say)}}Ts([m({attribute:!1})],$.prototype,"context");function Wt(t,e){if(!(t instanceof he))return e("failed",{why:String(t)});const s=`refused_${t.code}`;return s in de.en?e(s):t.detail===""?e("refused_no_answer"):t.detail}class Ds{constructor(e,s){this.language=e,this.whole=new Intl.NumberFormat(e,{maximumFractionDigits:0}),this.tenths=new Intl.NumberFormat(e,{maximumFractionDigits:1});const i=e.startsWith("en-US")?{}:{hourCycle:"h23"};this.clockTime=new Intl.DateTimeFormat(e,{hour:"2-digit",minute:"2-digit",timeZone:s,...i}),this.dayTime=new Intl.DateTimeFormat(e,{weekday:"short",hour:"2-digit",minute:"2-digit",timeZone:s,...i}),this.dateAndTime=new Intl.DateTimeFormat(e,{dateStyle:"medium",timeStyle:"short",timeZone:s,...i}),this.dayName=new Intl.DateTimeFormat(e,{weekday:"short",timeZone:s}),this.hours=new Intl.DateTimeFormat("en-GB",{hour:"2-digit",hourCycle:"h23",timeZone:s})}watts(e){return`${vt(this.whole.format(e===0?0:e))} W`}number(e){return vt(this.tenths.format(e))}time(e){return this.clockTime.format(e*1e3)}weekday(e){return this.dayName.format(e*1e3)}hour(e){return Number(this.hours.format(e*1e3))}dateTime(e){return this.dateAndTime.format(e*1e3)}weekdayTime(e){return this.dayTime.format(e*1e3)}}function vt(t){return t.replace("-","−")}const kt=["B","kB","MB","GB","TB"];class js extends Ds{constructor(e,s=Intl.DateTimeFormat().resolvedOptions().timeZone){super(e,s),this.day=new Intl.DateTimeFormat(e,{day:"numeric",month:"short",year:"numeric",timeZone:"UTC"}),this.shortDay=new Intl.DateTimeFormat(e,{day:"numeric",month:"short",timeZone:"UTC"}),this.isoDay=new Intl.DateTimeFormat("sv-SE",{dateStyle:"short",timeZone:s}),this.moment=new Intl.DateTimeFormat(e,{dateStyle:"medium",timeStyle:"short",timeZone:s}),this.distance=new Intl.RelativeTimeFormat(e,{numeric:"auto",style:"long"})}bytes(e){let[s,i]=[e,0];for(;s>=1e3&&i<kt.length-1;)[s,i]=[s/1e3,i+1];return`${i===0||s>=100?this.count(s):this.number(s)} ${kt[i]}`}count(e){return this.fixed(e,0)}exact(e){return new Intl.NumberFormat(this.language,{maximumFractionDigits:6}).format(e).replace("-","−")}euro(e){return new Intl.NumberFormat(this.language,{style:"currency",currency:"EUR"}).format(Object.is(e,-0)?0:e).replace("-","−")}fixed(e,s){return new Intl.NumberFormat(this.language,{minimumFractionDigits:s,maximumFractionDigits:s}).format(Object.is(e,-0)?0:e).replace("-","−")}date(e){return this.day.format(new Date(`${e}T00:00:00Z`))}shortDate(e){return this.shortDay.format(new Date(`${e}T00:00:00Z`))}dayAt(e){return this.isoDay.format(e*1e3)}at(e){return this.moment.format(typeof e=="number"?e*1e3:new Date(e))}ago(e,s=Date.now()/1e3){const i=Math.min(0,Math.round(e-s));return i>-60?this.distance.format(0,"second"):i>-3600?this.distance.format(Math.round(i/60),"minute"):i>-86400?this.distance.format(Math.round(i/3600),"hour"):this.distance.format(Math.round(i/86400),"day")}percent(e){return`${this.count(e*100)} %`}}const Nt=["overview","replay","policies","exports"];function Be(t){const[e="",s=""]=t.replace(/^#\/?/,"").split("/");return{view:Nt.find(i=>i===e)??"overview",opened:s}}function Se(t,e=""){return e===""?`#/${t}`:`#/${t}/${e}`}var Ls="M13 14H11V9H13M13 18H11V16H13M1 21H23L12 2L1 21Z",Vs="M13,13H11V7H13M13,17H11V15H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z",Ws="M20 21H4V10H6V19H18V10H20V21M3 3H21V9H3V3M9.5 11H14.5C14.78 11 15 11.22 15 11.5V13H9V11.5C9 11.22 9.22 11 9.5 11M5 5V7H19V5H5Z",Ns="M12 2C6.5 2 2 6.5 2 12S6.5 22 12 22 22 17.5 22 12 17.5 2 12 2M10 17L5 12L6.41 10.59L10 14.17L17.59 6.58L19 8L10 17Z",Bs="M12,20A8,8 0 0,0 20,12A8,8 0 0,0 12,4A8,8 0 0,0 4,12A8,8 0 0,0 12,20M12,2A10,10 0 0,1 22,12A10,10 0 0,1 12,22C6.47,22 2,17.5 2,12A10,10 0 0,1 12,2M12.5,7V12.25L17,14.92L16.25,16.15L11,13V7H12.5Z",Rs="M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z",Is="M19,21H8V7H19M19,5H8A2,2 0 0,0 6,7V21A2,2 0 0,0 8,23H19A2,2 0 0,0 21,21V7A2,2 0 0,0 19,5M16,1H4A2,2 0 0,0 2,3V17H4V3H16V1Z",Fs="M6,19A2,2 0 0,0 8,21H16A2,2 0 0,0 18,19V7H6V19M8,9H16V19H8V9M15.5,4L14.5,3H9.5L8.5,4H5V6H19V4H15.5Z",Us="M5,20H19V18H5M19,9H15V3H9V9H5L12,16L19,9Z",Gs="M13.5,8H12V13L16.28,15.54L17,14.33L13.5,12.25V8M13,3A9,9 0 0,0 4,12H1L4.96,16.03L9,12H6A7,7 0 0,1 13,5A7,7 0 0,1 20,12A7,7 0 0,1 13,19C11.07,19 9.32,18.21 8.06,16.94L6.64,18.36C8.27,20 10.5,21 13,21A9,9 0 0,0 22,12A9,9 0 0,0 13,3",Ks="M11,9H13V7H11M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M11,17H13V11H11V17Z",qs="M12,17A2,2 0 0,0 14,15C14,13.89 13.1,13 12,13A2,2 0 0,0 10,15A2,2 0 0,0 12,17M18,8A2,2 0 0,1 20,10V20A2,2 0 0,1 18,22H6A2,2 0 0,1 4,20V10C4,8.89 4.9,8 6,8H7V6A5,5 0 0,1 12,1A5,5 0 0,1 17,6V8H18M12,3A3,3 0 0,0 9,6V8H15V6A3,3 0 0,0 12,3Z",Zs="M21,16.5C21,16.88 20.79,17.21 20.47,17.38L12.57,21.82C12.41,21.94 12.21,22 12,22C11.79,22 11.59,21.94 11.43,21.82L3.53,17.38C3.21,17.21 3,16.88 3,16.5V7.5C3,7.12 3.21,6.79 3.53,6.62L11.43,2.18C11.59,2.06 11.79,2 12,2C12.21,2 12.41,2.06 12.57,2.18L20.47,6.62C20.79,6.79 21,7.12 21,7.5V16.5M12,4.15L10.11,5.22L16,8.61L17.96,7.5L12,4.15M6.04,7.5L12,10.85L13.96,9.75L8.08,6.35L6.04,7.5M5,15.91L11,19.29V12.58L5,9.21V15.91M19,15.91V9.21L13,12.58V19.29L19,15.91Z",Js="M8,5.14V19.14L19,12.14L8,5.14Z",Ys="M19,13H13V19H11V13H5V11H11V5H13V11H19V13Z",Xs="M12,3C10.73,3 9.6,3.8 9.18,5H3V7H4.95L2,14C1.53,16 3,17 5.5,17C8,17 9.56,16 9,14L6.05,7H9.17C9.5,7.85 10.15,8.5 11,8.83V20H2V22H22V20H13V8.82C13.85,8.5 14.5,7.85 14.82,7H17.95L15,14C14.53,16 16,17 18.5,17C21,17 22.56,16 22,14L19.05,7H21V5H14.83C14.4,3.8 13.27,3 12,3M12,5A1,1 0 0,1 13,6A1,1 0 0,1 12,7A1,1 0 0,1 11,6A1,1 0 0,1 12,5M5.5,10.25L7,14H4L5.5,10.25M18.5,10.25L20,14H17L18.5,10.25Z",Qs="M10,17L6,13L7.41,11.59L10,14.17L16.59,7.58L18,9M12,1L3,5V11C3,16.55 6.84,21.74 12,23C17.16,21.74 21,16.55 21,11V5L12,1Z",ei="M19,5V7H15V5H19M9,5V11H5V5H9M19,13V19H15V13H19M9,17V19H5V17H9M21,3H13V9H21V3M11,3H3V13H11V3M21,11H13V21H21V11M11,15H3V21H11V15Z";const ti={add:Ys,archive:Ws,bad:Vs,clock:Bs,close:Rs,copy:Is,delete:Fs,download:Us,exports:Zs,good:Ns,info:Ks,lock:qs,overview:ei,play:Js,policies:Xs,prove:Qs,replay:Gs,warn:Ls};function u(t){return o`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${ti[t]}></path></svg>`}const v=y`
  :host {
    display: block;
    color: var(--ink);
    font-size: 0.9375rem;
    line-height: 1.5;
  }
  * {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  ol,
  fieldset {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  fieldset {
    border: 0;
    min-width: 0;
  }
  h2 {
    font-size: 1.125rem;
    font-weight: 600;
    line-height: 1.3;
    letter-spacing: -0.005em;
  }
  h3 {
    font-size: 0.9375rem;
    font-weight: 600;
  }
  section,
  .sheet {
    display: block;
    background: var(--sheet);
    border: 1px solid var(--line);
    border-radius: 16px;
    padding: 20px;
    box-shadow: var(--shade);
  }
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .tight {
    gap: 8px;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 8px;
    flex-wrap: wrap;
  }
  .apart {
    justify-content: space-between;
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .dim {
    color: var(--dim);
  }
  .small {
    font-size: 0.8125rem;
  }
  .figure {
    font-variant-numeric: tabular-nums;
  }
  .code {
    font-family: ui-monospace, "SF Mono", "Roboto Mono", monospace;
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }
  .technical summary {
    color: var(--dim);
    font-size: 0.8125rem;
    cursor: pointer;
    min-height: 24px;
  }
  .technical dl > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    margin-block-start: 6px;
  }
  .technical dt {
    color: var(--dim);
    font-size: 0.8125rem;
  }
  .icon {
    width: 1.25em;
    height: 1.25em;
    flex: none;
    fill: currentColor;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(116px, 1fr));
    gap: 16px 20px;
  }
  .facts > div {
    display: flex;
    flex-direction: column-reverse;
    justify-content: flex-end;
  }
  .facts dt {
    color: var(--dim);
    font-size: 0.8125rem;
  }
  .facts dd {
    font-size: 1.125rem;
    font-weight: 600;
    line-height: 1.35;
    font-variant-numeric: tabular-nums;
  }
  button,
  .button {
    font: inherit;
    font-weight: 500;
    color: var(--ink);
    background: var(--sunk);
    border: 1px solid transparent;
    border-radius: 10px;
    min-height: 40px;
    padding: 6px 14px;
    cursor: pointer;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    text-decoration: none;
    transition: border-color 0.12s;
  }
  button:hover,
  .button:hover {
    border-color: var(--edge);
  }
  button.main {
    color: var(--accent-ink);
    background: var(--accent);
  }
  button.plain,
  .button.plain {
    background: none;
    color: var(--dim);
    padding: 6px 10px;
  }
  button.plain:hover,
  .button.plain:hover {
    color: var(--ink);
  }
  button:disabled {
    opacity: 0.55;
    cursor: default;
    border-color: transparent;
  }
  a {
    color: var(--accent);
  }
  label,
  legend {
    font-weight: 500;
    padding: 0;
  }
  .field {
    display: grid;
    gap: 4px;
    align-content: start;
    min-width: 0;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(170px, 1fr));
    gap: 14px;
  }
  input,
  select,
  textarea {
    font: inherit;
    color: var(--ink);
    background: var(--sheet);
    border: 1px solid var(--edge);
    border-radius: 10px;
    min-height: 42px;
    padding: 8px 12px;
    width: 100%;
    min-width: 0;
  }
  input[type="radio"],
  input[type="checkbox"] {
    width: 18px;
    height: 18px;
    min-height: 0;
    margin: 0;
    accent-color: var(--accent);
    flex: none;
  }
  input[type="range"] {
    padding: 0;
    border: 0;
    background: none;
    accent-color: var(--accent);
  }
  [aria-invalid="true"] {
    border-color: var(--bad);
    box-shadow: inset 0 0 0 1px var(--bad);
  }
  .hint {
    color: var(--dim);
    font-size: 0.8125rem;
  }
  .flaw {
    color: var(--bad);
    font-size: 0.8125rem;
    display: flex;
    gap: 4px;
    align-items: center;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    border-radius: 14px;
    padding: 2px 10px;
    font-size: 0.8125rem;
    font-weight: 500;
    background: var(--sunk);
  }
  .pill.good {
    background: var(--accent-soft);
    color: var(--good);
  }
  .pill.warn {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .pill.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .notice {
    display: flex;
    gap: 10px;
    border-radius: 12px;
    padding: 12px 14px;
    background: var(--sunk);
    overflow-wrap: anywhere;
  }
  .notice > .icon {
    margin-block-start: 0.1em;
  }
  .notice.good {
    background: var(--accent-soft);
  }
  .notice.warn {
    background: var(--warn-soft);
  }
  .notice.bad {
    background: var(--bad-soft);
  }
  .notice.good > .icon {
    color: var(--good);
  }
  .notice.warn > .icon {
    color: var(--warn);
  }
  .notice.bad > .icon {
    color: var(--bad);
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    width: 100%;
    font-variant-numeric: tabular-nums;
  }
  th {
    text-align: start;
    font-weight: 500;
    color: var(--dim);
    font-size: 0.8125rem;
    vertical-align: bottom;
  }
  th,
  td {
    padding: 8px 10px;
    border-block-end: 1px solid var(--line);
  }
  tbody tr:last-child > * {
    border-block-end: 0;
  }
  .end {
    text-align: end;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (max-width: 520px) {
    section,
    .sheet {
      padding: 16px;
      border-radius: 14px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;var si=Object.defineProperty,ii=Object.getOwnPropertyDescriptor,Bt=(t,e,s,i)=>{for(var r=i>1?void 0:i?ii(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&si(e,s,r),r};let Ee=class extends ${constructor(){super(...arguments),this.period={ledger:"",from:"",to:""}}get archive(){return this.context.archives.find(t=>t.ledger===this.period.ledger)}sound(){return this.backwards?(this.renderRoot.querySelector("#to")?.focus(),!1):!0}get backwards(){const{from:t,to:e}=this.period;return t!==""&&e!==""&&e<t}render(){const{archives:t}=this.context;return o`<div class="fields">
      ${t.length<2?h:o`<div class="field">
            <label for="ledger">${this.say("archive")}</label>
            <select id="ledger" @change=${e=>this.set({ledger:xt(e),from:"",to:""})}>
              ${t.map(({ledger:e})=>o`<option value=${e} ?selected=${e===this.period.ledger}>${e}</option>`)}
            </select>
          </div>`}
      ${this.day("from")} ${this.day("to")}
    </div>`}day(t){const{first_day:e,last_day:s}=this.archive??{first_day:null,last_day:null},i=t==="to"&&this.backwards,r=t==="from"?e:s;return o`<div class="field">
      <label for=${t}>${this.say(t==="from"?"first_day":"last_day")}</label>
      <input
        id=${t}
        type="date"
        min=${e??h}
        max=${s??h}
        .value=${this.period[t]}
        aria-invalid=${i?"true":"false"}
        aria-describedby="${t}-note"
        @input=${n=>this.set({[t]:xt(n)})}
      />
      <span id="${t}-note" class=${i?"flaw":"hint"}>
        ${i?this.say("flaw_backwards"):r===null?h:this.say(t==="from"?"empty_first":"empty_last",{day:this.figures.date(r)})}
      </span>
    </div>`}set(t){this.period={...this.period,...t},this.dispatchEvent(new CustomEvent("period",{detail:this.period}))}};Ee.styles=v;Bt([m({attribute:!1})],Ee.prototype,"period",2);Ee=Bt([w("bitgridai-period")],Ee);function Rt(t){return{ledger:t.ledger,from:t.from||null,to:t.to||null}}function xt(t){return t.target.value}var ri=Object.defineProperty,ni=Object.getOwnPropertyDescriptor,P=(t,e,s,i)=>{for(var r=i>1?void 0:i?ni(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&ri(e,s,r),r};const ai=["decisions","measurements","all"],oi=/^age1[0-9a-z]{58}$/;let x=class extends ${constructor(){super(...arguments),this.made=null,this.period={ledger:"",from:"",to:""},this.scope="decisions",this.recipient="",this.wrongKey=!1,this.sending=!1,this.refusal=null,this.consents={},this.copied="",this.cleared="",this.submit=async t=>{if(t.preventDefault(),this.refusal=null,this.wrongKey=!this.keyFits,!!this.periodFields.sound()){if(this.wrongKey){this.renderRoot.querySelector("#recipient")?.focus();return}this.sending=!0;try{await this.api.makeExport({...Rt(this.period),scope:this.scope,recipient:this.recipient||null})}catch(e){this.refuse(e,"form")}this.sending=!1,this.refusal===null&&await this.look()}}}connectedCallback(){super.connectedCallback(),this.updateComplete.then(()=>this.look())}willUpdate(){this.context.archives.some(e=>e.ledger===this.period.ledger)||(this.period={ledger:this.context.archives[0]?.ledger??"",from:"",to:""})}async look(){try{this.made=await this.api.exports();const t=[...this.context.archives,...this.made].map(e=>e.ledger);await Promise.all([...new Set(t)].map(e=>this.learn(e)))}catch(t){this.refuse(t,"list")}}async learn(t){const e=await this.api.consent(t).then(s=>s.granted,()=>{});e!==void 0&&(this.consents={...this.consents,[t]:e})}refuse(t,e){this.refusal={at:e,consent:t instanceof he&&t.code==="no_consent",text:this.reason(t)}}render(){return o`<div class="stack">
      ${this.context.archives.length===0?o`<p class="notice">${u("info")}${this.say("no_archive")}</p>`:this.form()}
      <section class="stack" aria-labelledby="made">
        <h2 id="made">${this.say("bundles")}</h2>
        ${this.refusal?.at==="list"?this.notice(this.refusal,"alert"):h}
        ${this.list()}
      </section>
    </div>`}form(){return o`<section aria-labelledby="title">
      <form class="stack" novalidate @submit=${this.submit}>
        <div>
          <h2 id="title">${this.say("new_bundle")}</h2>
          <p class="dim">${this.say("bundle_about")}</p>
        </div>
        ${this.consentState()}
        <fieldset>
          <legend>${this.say("scope")}</legend>
          <div class="scopes">${ai.map(t=>this.choice(t))}</div>
        </fieldset>
        <bitgridai-period
          .context=${this.context}
          .period=${this.period}
          @period=${t=>this.period=t.detail}
        ></bitgridai-period>
        <div class="field">
          <label for="recipient">${this.say("recipient")}</label>
          <input
            id="recipient"
            type="text"
            autocomplete="off"
            spellcheck="false"
            placeholder="age1…"
            aria-describedby="recipient-note"
            aria-invalid=${this.wrongKey?"true":"false"}
            .value=${this.recipient}
            @input=${t=>this.key(t.target.value)}
            @blur=${()=>this.wrongKey=!this.keyFits}
          />
          <span id="recipient-note" class=${this.wrongKey?"flaw":"hint"}>
            ${this.say(this.wrongKey?"flaw_key":"recipient_about")}
          </span>
        </div>
        ${this.refusal?.at==="form"?this.notice(this.refusal,"alert"):h}
        <div class="row">
          <button class="main" ?disabled=${this.sending||this.consents[this.period.ledger]===!1}>
            ${u("exports")}${this.say(this.sending?"being_made":"make_bundle")}
          </button>
        </div>
      </form>
    </section>`}choice(t){return o`<label class="scope">
      <input type="radio" name="scope" value=${t} .checked=${t===this.scope} @change=${()=>this.scope=t} />
      <span>${this.say(`scope_${t}`)}</span>
      <span class="dim small">${this.say(`scope_${t}_about`)}</span>
    </label>`}consentState(){const t=this.consents[this.period.ledger];return t===void 0||this.refusal?.at==="form"&&this.refusal.consent?h:t?o`<p class="row dim">${u("good")}${this.say("consent_given")}</p>`:this.notice({at:"form",consent:!0,text:this.say("refused_no_consent")},"note")}notice({at:t,consent:e,text:s},i){const r=i==="alert"&&t==="form";return o`<div class="notice ${e?"warn":"bad"}" role=${i}>
      ${u(e?"lock":"bad")}
      <div>
        <p>${s}</p>
        ${e?o`<p class="dim small">${this.say("no_consent_about")} ${r?this.say("refusal_noted"):h}</p>`:h}
      </div>
    </div>`}get keyFits(){return this.recipient===""||oi.test(this.recipient)}key(t){this.recipient=t.trim(),this.wrongKey&&(this.wrongKey=!this.keyFits)}list(){return this.made===null?o`<p class="dim">${this.say(this.refusal===null?"loading":"no_bundles")}</p>`:this.made.length===0?o`<p class="dim">${this.say("no_bundles")}</p>`:o`<ul>
      ${this.made.map(t=>o`<li>${this.bundle(t)}</li>`)}
    </ul>`}bundle(t){const{figures:e}=this,s=t.from||t.to?this.say("period",{from:t.from?e.date(t.from):"…",to:t.to?e.date(t.to):"…"}):this.say("all_days");return o`<div class="stack tight" data-export=${t.id}>
      <div class="row apart">
        <h3 class="name">${t.name}</h3>
        <div class="row">
          ${t.encrypted?o`<span class="pill">${u("lock")}${this.say("encrypted")}</span>`:h}
          ${this.consents[t.ledger]===!1?o`<button disabled aria-describedby="kept-${t.id}">${u("lock")}${this.say("download")}</button>`:o`<a
                class="button"
                href=${this.api.address(`v1/exports/${t.id}/bundle`)}
                download=${t.name}
                @click=${i=>this.fetched(i,t)}
              >
                ${u("download")}${this.say("download")}
              </a>`}
          <button class="plain" aria-label=${this.say("remove_bundle",{name:t.name})} @click=${()=>this.drop(t)}>
            ${u("delete")}
          </button>
        </div>
      </div>
      <p class="dim small">
        ${[e.at(t.created),this.say(`scope_${t.scope}`),s,this.say("n_records",{n:e.count(t.records)}),e.bytes(t.bytes)].join(" · ")}
      </p>
      ${this.consents[t.ledger]===!1?o`<p class="small" id="kept-${t.id}">${this.say("refused_no_consent")}</p>`:h}
      <p class="row">
        <span class="code hash">SHA-256 ${t.sha256}</span>
        <button class="plain" @click=${()=>this.copy(t)}>
          ${u(this.copied===t.id?"good":"copy")}<span role="status"
            >${this.say(this.copied===t.id?"copied":"copy")}</span
          >
        </button>
      </p>
    </div>`}async copy(t){try{await navigator.clipboard.writeText(t.sha256),this.copied=t.id}catch{}}async fetched(t,e){const s=t.currentTarget;if(this.cleared===e.id){this.cleared="";return}t.preventDefault(),this.refusal=null;try{await this.api.exportNow(e.id);const i=await this.api.consent(e.ledger);if(this.consents={...this.consents,[e.ledger]:i.granted},!i.granted)throw new he(403,"no_consent",i.detail);this.cleared=e.id,s.click()}catch(i){this.refuse(i,"list")}}async drop(t){this.refusal=null;try{await this.api.removeExport(t.id)}catch(e){this.refuse(e,"list")}await this.look()}};x.styles=[v,y`
      .scopes {
        display: grid;
        gap: 10px;
        margin-block-start: 8px;
      }
      .scope {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 10px;
        align-items: center;
        font-weight: 400;
        cursor: pointer;
      }
      .scope .dim {
        grid-column: 2;
      }
      li + li {
        border-block-start: 1px solid var(--line);
        padding-block-start: 14px;
        margin-block-start: 14px;
      }
      .hash {
        flex: 1 1 260px;
      }
      .name {
        overflow-wrap: anywhere;
      }
    `];P([c()],x.prototype,"made",2);P([c()],x.prototype,"period",2);P([c()],x.prototype,"scope",2);P([c()],x.prototype,"recipient",2);P([c()],x.prototype,"wrongKey",2);P([c()],x.prototype,"sending",2);P([c()],x.prototype,"refusal",2);P([c()],x.prototype,"consents",2);P([c()],x.prototype,"copied",2);P([it("bitgridai-period")],x.prototype,"periodFields",2);x=P([w("bitgridai-exports")],x);function It(t,e){return o`<details class="technical">
    <summary>${t.say("technical")}</summary>
    <dl>
      ${e.map(([s,i])=>o`<div>
            <dt>${t.say(s)}</dt>
            <dd class="code">${i}</dd>
          </div>`)}
    </dl>
  </details>`}const At=864e5,hi=4e3;function di(t){const[e,s]=[t[0],t.at(-1)];if(e===void 0||s===void 0)return[];const i=new Map(t.map(n=>[n.day,n])),r=Math.round((Date.parse(s.day)-Date.parse(e.day))/At)+1;return r>hi?t:Array.from({length:r},(n,a)=>{const d=new Date(Date.parse(e.day)+a*At).toISOString().slice(0,10);return i.get(d)??{day:d,records:0,bytes:0}})}function rt(t,e,s){const r={ArrowLeft:e-1,ArrowDown:e-1,ArrowRight:e+1,ArrowUp:e+1,PageUp:e-7,PageDown:e+7,Home:0,End:s-1}[t];return r===void 0?null:Math.min(s-1,Math.max(0,r))}const li=[1,2,2.5,5,10];function ci(t){if(t<=0)return 1;const e=10**Math.floor(Math.log10(t));return(li.find(s=>s*e>=t*(1-1e-9))??10)*e}function le(t,e,s){const i=ci(Math.max(e-t,1e-9)/s),r=Math.floor(t/i+1e-9),n=Math.ceil(e/i-1e-9),a=Array.from({length:n-r+1},(d,l)=>Number(((r+l)*i).toPrecision(12)));return a.length>1?a:[a[0]??0,(a[0]??0)+i]}const Ft=y`
  .plot {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 8px;
    margin-block: 8px;
  }
  .marks {
    display: flex;
    flex-direction: column-reverse;
    justify-content: space-between;
    margin-block: -7px;
    font-size: 0.75rem;
    line-height: 14px;
    color: var(--dim);
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
`;function Ut(t,e){return o`<div class="marks" aria-hidden="true">${t.map(s=>o`<span>${e(s)}</span>`)}</div>`}var ui=Object.defineProperty,pi=Object.getOwnPropertyDescriptor,me=(t,e,s,i)=>{for(var r=i>1?void 0:i?pi(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&ui(e,s,r),r};const ye=72,_e=10,gi=31;let W=class extends ${constructor(){super(...arguments),this.days=[],this.until="",this.counts="",this.chosen=-1}render(){const t=di(this.days),e=Math.max(...t.map(p=>p.records),1),s=le(0,e,3).filter(Number.isInteger),i=s.at(-1)??e,r=t[this.chosen],n=Math.max(t.length,gi),{figures:a}=this,[d,l]=[t[0]?.day??"",t.at(-1)?.day??""],g={from:a.date(d),to:a.date(l)},f=this.counts||this.say("days_chart",{...g,n:this.days.length});return o`<figure>
      <div class="plot">
      ${Ut(s,p=>a.count(p))}
      <svg
        viewBox="0 0 ${n*_e} ${ye}"
        preserveAspectRatio="none"
        role="slider"
        tabindex="0"
        aria-label=${f}
        aria-valuemin="1"
        aria-valuemax=${t.length}
        aria-valuenow=${r===void 0?t.length:this.chosen+1}
        aria-valuetext=${this.text(r??t.at(-1))}
        @pointermove=${p=>this.point(p,t.length,n)}
        @pointerleave=${()=>this.chosen=-1}
        @keydown=${p=>this.step(p,t.length)}
        @blur=${()=>this.chosen=-1}
      >
        ${s.map(p=>{const _=ye*(1-p/i);return b`<line class="axis" x1="0" x2=${n*_e} y1=${_} y2=${_}></line>`})}
        ${t.map((p,_)=>this.bar(p,_,i))}
      </svg></div>
      <figcaption class="small dim figure">
        ${r===void 0&&t.length>1?this.say(this.counts===""?"days_span":"counts_span",{...g,n:a.count(e)}):this.text(r??t[0])}
      </figcaption>
    </figure>`}text(t){if(t===void 0)return"";const e=this.figures.date(t.day);return this.counts?this.say("day_count",{day:e,n:this.figures.count(t.records)}):t.records===0?this.say("day_missing",{day:e}):this.say(t.day<=this.until?"day_going":"day_kept",{day:e,n:this.figures.count(t.records),size:this.figures.bytes(t.bytes)})}bar(t,e,s){const i=t.records===0?3:Math.max(4,t.records/s*ye),r=t.records===0?"gap":t.day<=this.until?"going":"";return b`<rect class="bar ${r} ${e===this.chosen?"chosen":""}" x=${e*_e+1}
      y=${ye-i} width=${_e-2} height=${i}></rect>`}point(t,e,s){const i=t.currentTarget.getBoundingClientRect(),r=Math.floor((t.clientX-i.left)/i.width*s);this.chosen=r<e?Math.max(0,r):-1}step(t,e){const s=rt(t.key,this.chosen<0?e-1:this.chosen,e);s!==null&&(t.preventDefault(),this.chosen=s)}};W.styles=[v,Ft,y`
      figure {
        margin: 0;
      }
      svg {
        display: block;
        width: 100%;
        height: 72px;
        border-radius: 6px;
        touch-action: pan-y;
      }
      rect.bar {
        fill: var(--mark);
      }
      rect.going {
        fill: var(--warn);
      }
      rect.gap {
        fill: var(--line);
      }
      rect.chosen {
        fill: var(--ink);
      }
      .axis {
        stroke: var(--line);
        stroke-width: 1;
        vector-effect: non-scaling-stroke;
      }
      figcaption {
        margin-block-start: 6px;
      }
    `];me([m({attribute:!1})],W.prototype,"days",2);me([m()],W.prototype,"until",2);me([m()],W.prototype,"counts",2);me([c()],W.prototype,"chosen",2);W=me([w("bitgridai-days")],W);var fi=Object.defineProperty,mi=Object.getOwnPropertyDescriptor,te=(t,e,s,i)=>{for(var r=i>1?void 0:i?mi(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&fi(e,s,r),r};let C=class extends ${constructor(){super(...arguments),this.days=[],this.proof=null,this.proving=!1,this.error="",this.drawn=""}updated(t){const e=`${this.archive.ledger} ${this.archive.files} ${this.archive.bytes}`;e!==this.drawn&&(this.drawn=e,this.api.days(this.archive.ledger).then(s=>this.days=s,s=>this.error=this.reason(s)))}async prove(){this.proving=!0,this.error="",this.proof=null;try{this.proof=await this.api.proof(this.archive.ledger)}catch(t){this.error=this.reason(t)}this.proving=!1}render(){const{archive:t,figures:e}=this;return o`<section class="stack" aria-labelledby="title">
      <div class="row apart">
        <div class="title">
          <h2 id="title">${this.say("archive")}</h2>
          ${t.first_day===null||t.last_day===null?h:o`<p class="dim">
                ${t.first_day===t.last_day?e.date(t.first_day):this.say("archive_of",{from:e.date(t.first_day),to:e.date(t.last_day)})}
              </p>`}
        </div>
        <button @click=${this.prove} ?disabled=${this.proving}>
          ${u("prove")}${this.say(this.proving?"proving":"prove")}
        </button>
      </div>
      ${this.notices()}
      <dl class="facts">
        ${this.fact("records",e.count(t.seq))} ${this.fact("days",e.count(this.days.length))}
        ${this.fact("size",e.bytes(t.bytes))} ${this.fact("waiting",e.count(t.waiting))}
      </dl>
      ${this.days.length>1?o`<bitgridai-days
            .context=${this.context}
            .days=${this.days}
            .until=${t.notice?.until_day??""}
          ></bitgridai-days>`:h}
      ${this.days.length===0&&t.waiting>0?o`<p class="dim">${this.say("all_waiting")}</p>`:h}
      ${It(this.context,[["archive_name",t.ledger]])}
      <div aria-live="polite">${this.proof===null?h:this.proven(this.proof)}</div>
      ${this.error===""?h:o`<p class="notice bad" role="alert">${u("bad")}${this.error}</p>`}
    </section>`}fact(t,e){return o`<div>
      <dt>${this.say(t)}</dt>
      <dd>${e}</dd>
    </div>`}notices(){const{notice:t,set_aside:e,gaps:s}=this.archive,i=s.map(({first:r,last:n})=>this.say("gap",{first:r,last:n})).join(", ");return o`${t===null?h:o`<div class="notice warn">
          ${u("clock")}
          <p>
            ${this.say("deletion",{until:this.figures.date(t.until_day),size:this.figures.bytes(t.bytes),at:this.figures.at(t.deleted_at)})}
          </p>
        </div>`}
    ${s.length===0?h:o`<p class="notice warn">${u("warn")}${this.say("gaps",{places:i})}</p>`}
    ${e.length===0?h:o`<div class="notice bad">
          ${u("warn")}
          <div class="stack tight">
            <p>${this.say("set_aside",{n:e.length})}</p>
            <ul class="aside code">
              ${e.map(r=>o`<li>${r}</li>`)}
            </ul>
          </div>
        </div>`}`}proven(t){return t.whole?o`<div class="notice good">
      ${u("good")}
      <div>
        <p>
          ${this.say(t.waiting===0?"whole":"whole_waiting",{records:this.figures.count(t.records),files:this.figures.count(t.files),waiting:this.figures.count(t.waiting),first:this.figures.count(t.first_seq??0),last:this.figures.count(t.last_seq)})}
        </p>
        <p class="code dim">${this.say("ends_in",{hash:t.last_hash})}</p>
      </div>
    </div>`:o`<div class="notice bad">
        ${u("bad")}
        <div class="stack tight">
          <p>${this.say("not_whole",{n:t.findings.length+t.more_findings})}</p>
          <ul class="aside code">
            ${t.findings.map(e=>o`<li>${e}</li>`)}
          </ul>
        </div>
      </div>`}};C.styles=[v,y`
      .title {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      [aria-live]:empty {
        margin-block-start: -16px;
      }
      .aside li + li {
        margin-block-start: 4px;
      }
    `];te([m({attribute:!1})],C.prototype,"archive",2);te([c()],C.prototype,"days",2);te([c()],C.prototype,"proof",2);te([c()],C.prototype,"proving",2);te([c()],C.prototype,"error",2);C=te([w("bitgridai-archive")],C);var bi=Object.defineProperty,yi=Object.getOwnPropertyDescriptor,Gt=(t,e,s,i)=>{for(var r=i>1?void 0:i?yi(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&bi(e,s,r),r};const _i=900;let Pe=class extends ${render(){const{agent:t,figures:e}=this;return o`<div class="stack">
      <section aria-labelledby="agent" class="stack">
        <div class="row apart">
          <h2 id="agent">${this.say("agent")}</h2>
          ${this.connection()}
        </div>
        <dl class="facts">
          ${this.fact("version",t.version)} ${this.fact("engine",t.engine_version)}
          ${this.fact("free",e.bytes(t.free_bytes))}
        </dl>
        ${It(this.context,[["interface",String(t.api_version)],["archive_version",String(t.archive_version)]])}
      </section>
      ${this.context.archives.map(s=>o`<bitgridai-archive .context=${this.context} .archive=${s}></bitgridai-archive>`)}
      ${this.context.archives.length===0?this.nothing():h}
    </div>`}connection(){const t=Math.max(...this.context.archives.map(i=>i.heard_at??0),0);if(t===0)return o`<span class="pill">${u("clock")}${this.say("not_heard")}</span>`;const e=Date.now()/1e3-t>_i,s=this.say(e?"quiet":"heard",{ago:this.figures.ago(t)});return o`<span class="pill ${e?"warn":"good"}">${u(e?"warn":"good")}${s}</span>`}fact(t,e){return o`<div>
      <dt>${this.say(t)}</dt>
      <dd>${e}</dd>
    </div>`}nothing(){return o`<section class="empty">
      ${u("archive")}
      <h2>${this.say("no_archive")}</h2>
      <p class="dim">${this.say("no_archive_about")}</p>
    </section>`}};Pe.styles=[v,y`
      .empty {
        text-align: center;
        padding: 40px 20px;
        display: grid;
        gap: 8px;
        justify-items: center;
      }
      .empty .icon {
        width: 40px;
        height: 40px;
        color: var(--edge);
      }
      .empty p {
        max-width: 46ch;
      }
    `];Gt([m({attribute:!1})],Pe.prototype,"agent",2);Pe=Gt([w("bitgridai-overview")],Pe);const Kt=[{path:"",name:{en:"",de:""}},{path:"block",name:{en:"Blocks",de:"Blöcke"}},{path:"r1",name:{en:"Starting and stopping",de:"Starten und Stoppen"}},{path:"r1.opportunity",name:{en:"Cheap electricity from the grid",de:"Billiger Strom aus dem Netz"}},{path:"r1.soc_band",name:{en:"By the battery's charge",de:"Nach dem Ladezustand"}},{path:"r2",name:{en:"Battery and import",de:"Speicher und Bezug"}},{path:"r3",name:{en:"Safety",de:"Sicherheit"}},{path:"r4",name:{en:"Forecast",de:"Vorhersage"}},{path:"r5",name:{en:"Stability",de:"Ruhe"}},{path:"trim",name:{en:"Fine adjustment",de:"Feinabstimmung"}},{path:"energy_path",name:{en:"What a kWh is worth",de:"Was eine kWh wert ist"}}],j=[{path:"autonomy",kind:"choice",default:"full",name:{en:"Autonomy",de:"Betriebsart"},options:{manual:{en:"Manual",de:"Handbetrieb"},assisted:{en:"Assisted",de:"Begleitet"},semi:{en:"Semi-automatic",de:"Halbautomatisch"},full:{en:"Automatic",de:"Automatisch"}}},{path:"block.length_s",kind:"count",default:600,name:{en:"Length of a block",de:"Länge eines Blocks"},about:{en:"Length of a decision window.",de:"Länge eines Entscheidungsfensters."},unit:"s",low:60,high:3600},{path:"block.min_coverage",kind:"number",default:.5,name:{en:"Share of valid readings",de:"Anteil gültiger Messwerte"},about:{en:"Share of a window that must have valid readings.",de:"Anteil eines Fensters, der gültige Messwerte haben muss."},low:0,high:1},{path:"r1.strategy",kind:"choice",default:"surplus",name:{en:"Strategy",de:"Strategie"},about:{en:"Follow the measured surplus, or the battery's state of charge.",de:"Dem gemessenen Überschuss folgen oder dem Ladezustand des Speichers."},options:{surplus:{en:"Measured surplus",de:"Gemessener Überschuss"},soc_band:{en:"The battery's charge",de:"Ladezustand des Speichers"}}},{path:"r1.averaging_s",kind:"count",default:600,name:{en:"Averaging",de:"Mittelung"},about:{en:"Window over which surplus is averaged.",de:"Zeitraum, über den der Überschuss gemittelt wird."},unit:"s",low:60,high:3600},{path:"r1.start_margin_w",kind:"number",default:0,name:{en:"May be missing at a start",de:"Darf beim Start fehlen"},about:{en:"Power that the surplus may lack when a load starts or is raised; negative: so much must be left over.",de:"Leistung, die dem Überschuss fehlen darf, wenn ein Verbraucher startet oder höher geht; negativ: So viel muss übrig bleiben."},unit:"W",low:-5e3,high:5e3},{path:"r1.stop_margin_w",kind:"number",default:200,name:{en:"May be missing during a run",de:"Darf im Lauf fehlen"},about:{en:"Power that the surplus may lack before a running load is lowered.",de:"Leistung, die dem Überschuss fehlen darf, bevor ein laufender Verbraucher gesenkt wird."},unit:"W",low:0,high:5e3},{path:"r1.price_max_ct",kind:"number",default:25,name:{en:"Highest price",de:"Höchster Preis"},about:{en:"Above this price nothing starts; empty turns it off.",de:"Über diesem Preis startet nichts; leer schaltet es aus."},unit:"ct/kWh",low:-1e3,high:1e3,nullable:!0},{path:"r1.opportunity.enabled",kind:"switch",default:!1,name:{en:"Use cheap electricity",de:"Billigen Strom nutzen"},about:{en:"Allow loads to run from the grid while the price is low.",de:"Verbraucher dürfen bei niedrigem Preis aus dem Netz laufen."}},{path:"r1.opportunity.price_below_ct",kind:"number",default:5,name:{en:"Cheap up to",de:"Billig bis"},about:{en:"Price at or below which grid power may be used.",de:"Preis, bis zu dem Netzstrom genutzt werden darf."},unit:"ct/kWh",low:-1e3,high:1e3},{path:"r1.opportunity.max_import_w",kind:"number",default:1500,name:{en:"Grid power used on purpose",de:"Absichtlich bezogene Leistung"},about:{en:"Grid power that may be used on purpose.",de:"Netzleistung, die absichtlich genutzt werden darf."},unit:"W",low:0,high:1e5},{path:"r1.soc_band.reserve_pct",kind:"number",default:50,name:{en:"Stop below",de:"Stopp unter"},about:{en:"Below this the load stops.",de:"Unter diesem Ladezustand stoppt der Verbraucher."},unit:"%",low:0,high:100},{path:"r1.soc_band.eco_pct",kind:"number",default:58,name:{en:"Lowest level from",de:"Unterste Stufe ab"},about:{en:"From here the lowest level may run.",de:"Ab hier darf die unterste Stufe laufen."},unit:"%",low:0,high:100},{path:"r1.soc_band.standard_pct",kind:"number",default:80,name:{en:"Second level from",de:"Zweite Stufe ab"},about:{en:"From here the second level may run.",de:"Ab hier darf die zweite Stufe laufen."},unit:"%",low:0,high:100},{path:"r1.soc_band.standard_exit_pct",kind:"number",default:75,name:{en:"Second level until",de:"Zweite Stufe bis"},about:{en:"Below this the second level is left.",de:"Darunter wird die zweite Stufe verlassen."},unit:"%",low:0,high:100},{path:"r1.soc_band.super_pct",kind:"number",default:90,name:{en:"Third level from",de:"Dritte Stufe ab"},about:{en:"From here the third level may run.",de:"Ab hier darf die dritte Stufe laufen."},unit:"%",low:0,high:100},{path:"r1.soc_band.super_exit_pct",kind:"number",default:85,name:{en:"Third level until",de:"Dritte Stufe bis"},about:{en:"Below this the third level is left.",de:"Darunter wird die dritte Stufe verlassen."},unit:"%",low:0,high:100},{path:"r1.soc_band.pv_start_w",kind:"number",default:500,name:{en:"PV power for a start",de:"PV-Leistung für einen Start"},about:{en:"PV power that a fresh start needs.",de:"PV-Leistung, die ein neuer Start braucht."},unit:"W",low:0,high:1e5},{path:"r2.soc_hard_min_pct",kind:"number",default:50,name:{en:"Lowest charge",de:"Unterster Ladezustand"},about:{en:"At or below this state of charge every load stops.",de:"Bis zu diesem Ladezustand stoppt jeder Verbraucher."},unit:"%",low:0,high:100},{path:"r2.soc_soft_min_pct",kind:"number",default:53,name:{en:"Charge for a start",de:"Ladezustand für einen Start"},about:{en:"At or below this state of charge nothing starts or is raised.",de:"Bis zu diesem Ladezustand startet nichts und wird nichts erhöht."},unit:"%",low:0,high:100},{path:"r2.battery_priority_soc_pct",kind:"number",default:80,name:{en:"Battery first until",de:"Speicher zuerst bis"},about:{en:"Until this state of charge the battery is filled before any load.",de:"Bis zu diesem Ladezustand wird der Speicher vor allen Verbrauchern geladen."},unit:"%",low:0,high:100},{path:"r2.max_grid_import_w",kind:"number",default:500,name:{en:"Tolerated import",de:"Geduldeter Bezug"},about:{en:"Net import that is tolerated before loads are lowered.",de:"Netzbezug, der geduldet wird, bevor Verbraucher gesenkt werden."},unit:"W",low:0,high:1e5},{path:"r2.import_hold_s",kind:"count",default:60,name:{en:"Import averaged over",de:"Bezug gemittelt über"},about:{en:"Window over which the import is averaged before R2 acts.",de:"Zeitraum, über den der Bezug gemittelt wird, bevor etwas gesenkt wird."},unit:"s",low:10,high:600},{path:"r3.max_chip_temp_c",kind:"number",default:85,name:{en:"Highest temperature",de:"Höchste Temperatur"},about:{en:"Above this chip temperature a load stops.",de:"Über dieser Temperatur stoppt ein Verbraucher."},unit:"°C",low:30,high:95},{path:"r3.resume_chip_temp_c",kind:"number",default:75,name:{en:"Temperature to resume",de:"Temperatur zur Freigabe"},about:{en:"Below this a lockout for heat may end.",de:"Darunter darf eine Sperre wegen Hitze enden."},unit:"°C",low:10,high:95},{path:"r3.comm_timeout_s",kind:"number",default:60,name:{en:"Silence of a load",de:"Schweigen eines Verbrauchers"},about:{en:"A load silent for longer than this is stopped.",de:"Ein Verbraucher, der länger schweigt, wird gestoppt."},unit:"s",low:5,high:300},{path:"r3.telemetry_max_age_s",kind:"number",default:180,name:{en:"Age of readings",de:"Alter der Messwerte"},about:{en:"Readings older than this are not used any more.",de:"Ältere Messwerte werden nicht mehr verwendet."},unit:"s",low:5,high:300},{path:"r3.lockout_min",kind:"count",default:30,name:{en:"Lockout",de:"Sperre"},about:{en:"Shortest time a lockout lasts after heat or lost communication.",de:"Kürzeste Dauer einer Sperre nach Hitze oder verlorener Verbindung."},unit:"min",low:1,high:1440},{path:"r4.lookahead_min",kind:"count",default:60,name:{en:"Looking ahead",de:"Blick voraus"},about:{en:"How far ahead the forecast is looked at.",de:"Wie weit die Vorhersage vorausschaut."},unit:"min",low:10,high:720},{path:"r4.min_predicted_surplus_w",kind:"number",default:null,name:{en:"Predicted surplus for a start",de:"Vorhergesagter Überschuss für einen Start"},about:{en:"Predicted surplus a start needs; empty means the power of the level that would start.",de:"Vorhergesagter Überschuss, den ein Start braucht; leer heißt: die Leistung der Stufe, die starten würde."},unit:"W",low:0,high:1e5,nullable:!0},{path:"r4.price_spike_ct",kind:"number",default:30,name:{en:"Price spike",de:"Preisspitze"},about:{en:"Nothing starts if the price will reach this.",de:"Nichts startet, wenn der Preis bald so hoch wird; leer schaltet es aus."},unit:"ct/kWh",low:-1e3,high:1e3,nullable:!0},{path:"r4.battery_fill_margin",kind:"number",default:1.2,name:{en:"Certainty that the battery fills",de:"Sicherheit, dass der Speicher voll wird"},about:{en:"Forecast energy over what the battery still needs before loads may take its charging power.",de:"Vorhergesagte Energie im Verhältnis zu dem, was der Speicher noch braucht, bevor Verbraucher seine Ladeleistung nehmen dürfen."},low:1,high:10},{path:"r4.learned_days",kind:"count",default:10,name:{en:"Days remembered",de:"Erinnerte Tage"},about:{en:"Days remembered to judge the next one by; 0 learns nothing.",de:"Tage, nach denen der nächste beurteilt wird; 0 lernt nichts."},unit:"days",low:0,high:30},{path:"r4.load_ct_kwh",kind:"number",default:14,name:{en:"Worth of a kWh to loads",de:"Wert einer kWh für Verbraucher"},about:{en:"What a kWh is worth to a load, for planning a day ahead.",de:"Was eine kWh einem Verbraucher wert ist, um einen Tag vorauszuplanen."},unit:"ct/kWh",low:0,high:1e3},{path:"r4.import_ct_kwh",kind:"number",default:30,name:{en:"Price of a kWh from the grid",de:"Preis einer kWh aus dem Netz"},about:{en:"What a kWh from the grid costs, for planning a day ahead.",de:"Was eine kWh aus dem Netz kostet, um einen Tag vorauszuplanen."},unit:"ct/kWh",low:0,high:1e3},{path:"r4.start_ct",kind:"number",default:3,name:{en:"Cost of a start",de:"Kosten eines Starts"},about:{en:"What a start costs in wear, for planning a day ahead.",de:"Was ein Start an Verschleiß kostet, um einen Tag vorauszuplanen."},unit:"ct",low:0,high:1e3},{path:"r4.reserve_margin_pct",kind:"number",default:5,name:{en:"Reserve of the battery",de:"Reserve des Speichers"},about:{en:"Charge above the hard minimum that the battery does not lend to loads.",de:"Ladung über dem untersten Ladezustand, die der Speicher nicht an Verbraucher verleiht."},unit:"%",low:0,high:50},{path:"r5.min_runtime_blocks",kind:"count",default:3,name:{en:"Shortest run",de:"Kürzester Lauf"},about:{en:"Blocks a load runs at least once it started.",de:"Blöcke, die ein Verbraucher nach einem Start mindestens läuft."},unit:"blocks",low:0,high:144},{path:"r5.min_pause_blocks",kind:"count",default:2,name:{en:"Shortest pause",de:"Kürzeste Pause"},about:{en:"Blocks a load rests at least once it stopped.",de:"Blöcke, die ein Verbraucher nach einem Stopp mindestens ruht."},unit:"blocks",low:0,high:144},{path:"r5.deadband_blocks",kind:"count",default:2,name:{en:"Between two levels",de:"Zwischen zwei Stufen"},about:{en:"Blocks between two changes of a running load's level; a start is none.",de:"Blöcke zwischen zwei Stufenwechseln eines laufenden Verbrauchers."},unit:"blocks",low:0,high:144},{path:"r5.max_starts_per_day",kind:"count",default:6,name:{en:"Starts a day",de:"Starts am Tag"},about:{en:"Starts a load may make on one calendar day.",de:"Starts, die ein Verbraucher an einem Kalendertag machen darf."},unit:"starts",low:1,high:144},{path:"trim.enabled",kind:"switch",default:!1,name:{en:"Adjust between decisions",de:"Zwischendurch anpassen"},about:{en:"Let continuous loads follow the surplus between block ticks.",de:"Stufenlose Verbraucher folgen dem Überschuss auch zwischen den Blöcken."}},{path:"trim.interval_s",kind:"count",default:300,name:{en:"Time between adjustments",de:"Zeit zwischen Anpassungen"},about:{en:"Shortest time between two trims.",de:"Kürzeste Zeit zwischen zwei Anpassungen."},unit:"s",low:60,high:3600},{path:"energy_path.heat_ct_kwh",kind:"number",default:null,name:{en:"Price of other heat",de:"Preis anderer Wärme"},about:{en:"What a kWh of heat from elsewhere costs you.",de:"Was eine kWh Wärme aus anderer Quelle kostet; leer, wenn Wärme nicht zählt."},unit:"ct/kWh",low:0,high:1e3,nullable:!0},{path:"energy_path.heat_share",kind:"number",default:1,name:{en:"Share of useful heat",de:"Anteil nützlicher Wärme"},about:{en:"Share of a load's heat that the house has a use for.",de:"Anteil der Wärme eines Verbrauchers, den das Haus gebrauchen kann."},low:0,high:1},{path:"energy_path.sats_per_kwh",kind:"number",default:null,name:{en:"Satoshis for a kWh",de:"Satoshis je kWh"},about:{en:"Satoshis a miner earns with one kWh.",de:"Satoshis, die ein Miner mit einer kWh verdient; leer, um sie zu berechnen."},unit:"sat/kWh",low:0,high:1e6,nullable:!0},{path:"energy_path.sat_price_ct",kind:"number",default:null,name:{en:"Price of a satoshi",de:"Preis eines Satoshis"},about:{en:"Price of one satoshi.",de:"Preis eines Satoshis; leer, um ihn aus dem Bitcoin-Preis zu berechnen."},unit:"ct/sat",low:0,high:1e3,nullable:!0},{path:"energy_path.hodl_factor",kind:"number",default:1,name:{en:"Value of kept satoshis",de:"Wert behaltener Satoshis"},about:{en:"How much you value a kept satoshi over its price today.",de:"Wie viel mehr ein behaltener Satoshi wert ist als sein heutiger Preis."},low:0,high:100},{path:"energy_path.feed_in_ct_kwh",kind:"number",default:8,name:{en:"Feed-in payment",de:"Einspeisevergütung"},about:{en:"Feed-in payment where no sensor tells it.",de:"Einspeisevergütung, wo kein Sensor sie zeigt."},unit:"ct/kWh",low:-1e3,high:1e3},{path:"energy_path.min_margin_ct",kind:"number",default:null,name:{en:"Smallest gain",de:"Kleinster Gewinn"},about:{en:"Loads run only if a kWh is worth this much more to them than fed in; empty turns it off.",de:"Verbraucher laufen nur, wenn ihnen eine kWh so viel mehr wert ist als eingespeist; leer schaltet es aus."},unit:"ct/kWh",low:-1e3,high:1e3,nullable:!0},{path:"energy_path.miner_efficiency_j_th",kind:"number",default:null,name:{en:"Efficiency of the miner",de:"Effizienz des Miners"},about:{en:"Energy a miner needs for 10^12 hashes, as on its data sheet.",de:"Energie, die ein Miner für 10^12 Hashes braucht, wie im Datenblatt."},unit:"J/TH",low:.1,high:1e6,nullable:!0},{path:"energy_path.miner_hashrate_th_s",kind:"number",default:null,name:{en:"Hashrate of the miner",de:"Hashrate des Miners"},about:{en:"A miner's hashrate, where its efficiency is not known.",de:"Hashrate eines Miners, wo seine Effizienz nicht bekannt ist."},unit:"TH/s",low:.001,high:1e6,nullable:!0},{path:"energy_path.miner_power_w",kind:"number",default:null,name:{en:"Power of the miner",de:"Leistung des Miners"},about:{en:"A miner's power at that hashrate.",de:"Leistung eines Miners bei dieser Hashrate."},unit:"W",low:.1,high:1e6,nullable:!0},{path:"energy_path.network_hashrate_eh_s",kind:"number",default:null,name:{en:"Network hashrate",de:"Hashrate des Netzwerks"},about:{en:"Hashrate of all miners, where no sensor tells it.",de:"Hashrate aller Miner, wo kein Sensor sie zeigt."},unit:"EH/s",low:.001,high:1e9,nullable:!0},{path:"energy_path.block_subsidy_btc",kind:"number",default:3.125,name:{en:"New coins in a block",de:"Neue Münzen in einem Block"},about:{en:"New coins in a block; 3.125 until it halves in 2028.",de:"Neue Bitcoins in einem Block; 3,125 bis zur Halbierung 2028."},unit:"BTC",low:0,high:50},{path:"energy_path.block_fees_btc",kind:"number",default:0,name:{en:"Fees in a block",de:"Gebühren in einem Block"},about:{en:"Transaction fees in a block, on average.",de:"Durchschnittliche Transaktionsgebühren in einem Block."},unit:"BTC",low:0,high:50},{path:"energy_path.btc_price_eur",kind:"number",default:null,name:{en:"Bitcoin price",de:"Bitcoin-Preis"},about:{en:"Price of one bitcoin, where no sensor tells it.",de:"Preis eines Bitcoins, wo kein Sensor ihn zeigt."},unit:"EUR/BTC",low:0,high:1e9,nullable:!0}],ke={careful:{"r1.start_margin_w":-200,"r1.stop_margin_w":100,"r2.soc_hard_min_pct":60,"r2.soc_soft_min_pct":70,"r2.battery_priority_soc_pct":95,"r2.max_grid_import_w":200,"r4.load_ct_kwh":12,"r4.start_ct":5,"r4.reserve_margin_pct":10,"r5.min_pause_blocks":3,"r5.max_starts_per_day":3},balanced:{},eager:{"r1.start_margin_w":100,"r1.stop_margin_w":400,"r2.soc_hard_min_pct":25,"r2.soc_soft_min_pct":35,"r2.battery_priority_soc_pct":60,"r2.max_grid_import_w":1e3,"r4.load_ct_kwh":18,"r4.start_ct":1,"r4.reserve_margin_pct":3,"r5.min_runtime_blocks":2,"r5.min_pause_blocks":1,"r5.max_starts_per_day":12}};function qt(t){return t.slice(0,Math.max(0,t.lastIndexOf(".")))}function nt(t,e=""){return Object.entries(t).reduce((s,[i,r])=>{const n=`${e}${i}`;return r!==null&&typeof r=="object"&&!Array.isArray(r)?{...s,...nt(r,`${n}.`)}:{...s,[n]:r}},{})}function Zt(t){const e={};for(const[s,i]of Object.entries(t)){const r=s.split("."),n=r.pop()??s;let a=e;for(const d of r)a=a[d]??={};a[n]=i}return e}function St(t,e){return Object.fromEntries(t.map(({path:s,default:i})=>[s,s in e?e[s]:i]))}function at(t,e){const s=e.trim();if(t.kind==="switch")return{value:s==="true"};if(t.kind==="choice")return{value:s};if(s==="")return t.nullable===!0?{value:null}:{flaw:"empty"};const i=Number(s.replace("−","-").replace(",","."));return Number.isFinite(i)?t.kind==="count"&&!Number.isInteger(i)?{flaw:"whole"}:i<(t.low??-1/0)||i>(t.high??1/0)?{flaw:"range"}:{value:i}:{flaw:"number"}}function Jt(t,e){const s=e.split(/[;\s]+/).filter(r=>r!=="");if(s.length===0)return{flaw:"empty"};const i=[];for(const r of s){const n=at(t,r);if("flaw"in n)return n;i.includes(n.value)||i.push(n.value)}return{values:i}}function Et(t,e){const{low:s,high:i}=t;return typeof e!="number"||s===void 0||i===void 0||i-s>1e6?null:Math.min(1,Math.max(0,(e-s)/(i-s)))}function wi(t,e,s){return t.filter(({path:i})=>e[i]!==s[i])}const Re=" ",ze=new Map(j.map(t=>[t.path,t]));function G(t){return ze.get(t)}function $i(t,e){return ze.get(t)?.name[e.language]??t}function L(t,e,s){if(e===void 0)return"–";if(e===null)return s.say("off");if(typeof e=="boolean")return s.say(e?"yes":"no");const i=ze.get(t);return typeof e=="string"?i?.options?.[e]?.[s.language]??e:`${s.figures.exact(e)}${Yt(i,e,s)}`}function vi(t,e,s){return e.every(i=>typeof i=="number")?`${e.map(i=>s.figures.exact(i)).join("; ")}${Yt(ze.get(t),2,s)}`:e.map(i=>L(t,i,s)).join("; ")}function Yt(t,e,s){const i=t?.unit??"";switch(i){case"blocks":return`${Re}${s.say(e===1?"block":"blocks")}`;case"days":return`${Re}${s.say(e===1?"day":"days_unit")}`;case"":case"starts":return"";default:return`${Re}${i}`}}function Oe(t,e){const s=Object.entries(t).map(([i,r])=>{const n=Array.isArray(r)?vi(i,r,e):L(i,r,e);return`${$i(i,e)} ${n}`});return s.length===0?e.say("as_recorded"):s.join(", ")}var ki=Object.defineProperty,xi=Object.getOwnPropertyDescriptor,be=(t,e,s,i)=>{for(var r=i>1?void 0:i?xi(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&ki(e,s,r),r};let N=class extends ${constructor(){super(...arguments),this.recorded=[],this.sides=["",""],this.everything=!1,this.error="",this.loaded=""}willUpdate(t){const s=`${this.context.archives.map(i=>i.ledger).join(" ")} ${this.context.language}`;s!==this.loaded&&(this.loaded=s,this.load())}async load(){const{archives:t}=this.context;try{const e=await Promise.all(t.map(async({ledger:i})=>(await this.api.policies(i)).map(r=>{const n=this.say("in_force_since",{at:this.figures.at(r.since)}),a=t.length>1?`${n} · ${i}`:n;return{id:`${i} ${r.hash}`,name:a,hash:r.hash,fields:St(j,nt(r.policy))}})));this.recorded=e.flat();const s=this.recorded[0]?.id??"preset balanced";this.sides[0]===""&&(this.sides=[s,this.recorded[1]?.id??"preset careful"])}catch(e){this.error=this.reason(e)}}get presets(){return Object.entries(ke).map(([t,e])=>({id:`preset ${t}`,name:this.say(`preset_${t}`),fields:St(j,e)}))}render(){const t=[...this.recorded,...this.presets],[e,s]=this.sides.map(i=>t.find(r=>r.id===i));return o`<section class="stack" aria-labelledby="title">
      <div>
        <h2 id="title">${this.say("compare_policies")}</h2>
        <p class="dim">${this.say("compare_about")}</p>
      </div>
      ${this.error===""?h:o`<p class="notice bad" role="alert">${u("bad")}${this.error}</p>`}
      ${this.sides[0]===""&&this.error===""?o`<p class="dim" role="status">${this.say("loading")}</p>`:o`<div class="fields">${this.side(0)} ${this.side(1)}</div>`}
      ${e===void 0||s===void 0?h:this.comparison(e,s)}
    </section>`}side(t){const e=t===0?"one":"other";return o`<div class="field">
      <label for=${e}
        ><span class="dot ${e}" aria-hidden="true"></span>${this.say(t===0?"this_policy":"that_policy")}</label
      >
      <select id=${e} @change=${s=>this.choose(t,s.target.value)}>
        ${this.recorded.length===0?h:this.group("recorded_policies",this.recorded,this.sides[t])}
        ${this.group("presets",this.presets,this.sides[t])}
      </select>
    </div>`}group(t,e,s){return o`<optgroup label=${this.say(t)}>
      ${e.map(i=>o`<option value=${i.id} title=${i.hash??h} ?selected=${i.id===s}>${i.name}</option>`)}
    </optgroup>`}choose(t,e){this.sides=t===0?[e,this.sides[1]]:[this.sides[0],e]}comparison(t,e){const s=new Set(wi(j,t.fields,e.fields)),i=this.everything?j:[...s];return o`<div class="row apart">
        <p role="status">
          <strong>${this.say(s.size===0?"no_difference":"differences",{n:s.size})}</strong>
        </p>
        <label class="switch"
          ><input
            type="checkbox"
            .checked=${this.everything}
            @change=${r=>this.everything=r.target.checked}
          />${this.say("show_same")}</label
        >
      </div>
      ${i.length===0?h:this.table(i,t.fields,e.fields,s)}`}table(t,e,s,i){return o`<table>
      <thead>
        <tr>
          <th scope="col">${this.say("threshold")}</th>
          <th scope="col" class="end"><span class="dot" aria-hidden="true"></span>${this.say("this_policy")}</th>
          <th class="track"><span class="visually-hidden">${this.say("on_its_range")}</span></th>
          <th scope="col" class="end"><span class="dot other" aria-hidden="true"></span>${this.say("that_policy")}</th>
        </tr>
      </thead>
      ${Kt.map(r=>{const n=t.filter(a=>qt(a.path)===r.path);return n.length===0?h:o`<tbody>
              ${r.path===""?h:o`<tr class="section">
                    <th colspan="4" scope="rowgroup">${r.name[this.context.language]}</th>
                  </tr>`}
              ${n.map(a=>this.row(a,e,s,i.has(a)))}
            </tbody>`})}
    </table>`}row(t,e,s,i){const[r,n]=[e[t.path],s[t.path]];return o`<tr class=${i?"":"same"} data-threshold=${t.path}>
      <th scope="row">${t.name[this.context.language]}</th>
      <td class="end">${L(t.path,r,this.context)}</td>
      <td class="track">${i?this.track(Et(t,r),Et(t,n)):h}</td>
      <td class="end">${L(t.path,n,this.context)}</td>
    </tr>`}track(t,e){if(t===null&&e===null)return h;const s=(i,r)=>i===null?h:b`<circle class=${r} cx=${i*100} cy="7" r="5"></circle>`;return o`<svg viewBox="0 0 100 14" aria-hidden="true">
      ${b`<line x1="0" x2="100" y1="7" y2="7"></line>`} ${s(t,"one")} ${s(e,"two")}
    </svg>`}};N.styles=[v,y`
      tbody th {
        color: var(--ink);
        font-size: inherit;
        font-weight: 400;
      }
      tr.same > * {
        color: var(--dim);
      }
      tr.section th {
        color: var(--dim);
        font-size: 0.8125rem;
        font-weight: 600;
        padding-block-start: 18px;
      }
      td {
        white-space: nowrap;
        width: 20%;
      }
      td.track {
        width: 180px;
        padding-inline: 24px;
      }
      .track svg {
        display: block;
        width: 100%;
        height: 14px;
        overflow: visible;
      }
      .track line {
        stroke: var(--line);
        stroke-width: 3;
        stroke-linecap: round;
      }
      .one {
        fill: var(--one);
      }
      .two {
        fill: var(--two);
      }
      .dot {
        display: inline-block;
        width: 10px;
        height: 10px;
        border-radius: 50%;
        background: var(--one);
        margin-inline-end: 6px;
      }
      .dot.other {
        background: var(--two);
      }
      .fields {
        grid-template-columns: repeat(auto-fit, minmax(260px, 1fr));
      }
      .switch {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        min-height: 40px;
        cursor: pointer;
      }
      @media (max-width: 600px) {
        .track {
          display: none;
        }
        th,
        td {
          padding: 8px 4px;
        }
      }
    `];be([c()],N.prototype,"recorded",2);be([c()],N.prototype,"sides",2);be([c()],N.prototype,"everything",2);be([c()],N.prototype,"error",2);N=be([w("bitgridai-policies")],N);var Ai=Object.defineProperty,Si=Object.getOwnPropertyDescriptor,Me=(t,e,s,i)=>{for(var r=i>1?void 0:i?Si(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&Ai(e,s,r),r};const Ei={queued:{tint:"",icon:"clock"},running:{tint:"",icon:"play"},done:{tint:"good",icon:"good"},failed:{tint:"bad",icon:"bad"},cancelled:{tint:"",icon:"close"},interrupted:{tint:"warn",icon:"warn"}};let Z=class extends ${constructor(){super(...arguments),this.alone=!1,this.error=""}render(){const{job:t}=this,e=Ei[t.state];return o`<div class="job" data-job=${t.id} data-state=${t.state}>
      <div>
        <div class="row">
          ${this.alone?o`<h2>${this.say(t.kind)}</h2>`:o`<h3>${this.say(t.kind)}</h3>`}
          <span class="pill ${e.tint}">${u(e.icon)}${this.say(`state_${t.state}`)}</span>
        </div>
        <p class="dim small">${this.asked()}</p>
        ${this.alone?h:this.outcome()}
      </div>
      <div class="row">${this.actions()}</div>
      ${t.state==="running"||t.state==="queued"?this.progress():h}
      ${t.error===null||t.error===void 0?h:this.failed(t.error)}
      ${this.error===""?h:this.failed(this.error)}
    </div>`}asked(){const{job:t,figures:e}=this,s=t.request,[i,r]=[s.from,s.to],n=i||r?this.say("period",{from:i?e.date(i):"…",to:r?e.date(r):"…"}):this.say("all_days"),a=s.policy??s.grid,d=s.pv_factor,l=typeof d=="number"&&d!==1?this.say("sun_at",{n:e.count(d*100)}):"",g=s.where==="cluster"?this.say("on_cluster"):"";return[e.at(t.created),n,a===void 0?"":this.changes(a),l,g].filter(Boolean).join(" · ")}outcome(){const{outcome:t,state:e}=this.job;if(e!=="done"||t===null||t===void 0)return h;const{differing:s,gain_eur:i,changes:r}=t,n=[];if(s!==null&&n.push(s===0?this.say("outcome_same"):this.say("outcome_differ",{n:this.figures.count(s)})),r!==null&&i!==null){const a={changes:this.changes(r),eur:this.figures.euro(i)};n.push(i>0?this.say("outcome_best",a):this.say("sweep_none"))}else i!==null&&i!==0&&n.push(this.say(i>0?"outcome_gain":"outcome_loss",{eur:this.figures.euro(Math.abs(i))}));return o`<p class="outcome">${n.join(" · ")}</p>`}changes(t){return Oe(nt(t),this.context)}progress(){const{job:t}=this,e=this.figures.percent(t.progress);return o`<div class="wide">
      <progress max="1" value=${t.progress} aria-label=${this.say(t.kind)} aria-valuetext=${e}></progress>
      <p class="dim small figure">${e}</p>
    </div>`}failed(t){return o`<p class="wide notice bad" role="alert">${u("bad")}${t}</p>`}actions(){const{job:t}=this,e=t.state==="queued"||t.state==="running";return o`
      ${t.state==="done"&&!this.alone?o`<a class="button" href=${Se("replay",t.id)}>${this.say("open_result")}</a>`:h}
      ${e?o`<button @click=${()=>this.act("cancel")}>${this.say("cancel")}</button>`:h}
      ${!e&&t.state!=="done"?o`<button @click=${()=>this.act("resume")}>${this.say("resume")}</button>`:h}
      ${e?h:o`<button class="plain" aria-label=${this.say("remove_job")} @click=${()=>this.act("remove")}>
            ${u("delete")}
          </button>`}
    `}async act(t){this.error="";try{await this.api[t](this.job.id),t==="remove"&&this.alone&&(location.hash=Se("replay"))}catch(e){this.error=this.reason(e)}this.dispatchEvent(new CustomEvent("changed"))}};Z.styles=[v,y`
      .job {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 8px 16px;
        align-items: center;
        padding: 14px 0;
      }
      :host([alone]) .job {
        padding: 0;
      }
      .wide {
        grid-column: 1 / -1;
      }
      progress {
        appearance: none;
        width: 100%;
        height: 8px;
        border: 0;
        border-radius: 4px;
        overflow: hidden;
        background: var(--sunk);
        display: block;
      }
      progress::-webkit-progress-bar {
        background: var(--sunk);
      }
      progress::-webkit-progress-value {
        background: var(--mark);
        transition: inline-size 0.6s;
      }
      progress::-moz-progress-bar {
        background: var(--mark);
      }
      @media (max-width: 520px) {
        :host(:not([alone])) .job {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `];Me([m({attribute:!1})],Z.prototype,"job",2);Me([m({type:Boolean})],Z.prototype,"alone",2);Me([c()],Z.prototype,"error",2);Z=Me([w("bitgridai-job")],Z);function Pi(t,e,s){if(e===void 0)return null;const i=s==="one"?at(e,t.text):Jt(e,t.text);return"flaw"in i?i.flaw:null}function Oi(t,e,s){const i={...e};for(const r of t){const n=s(r.path),a=n===void 0?{flaw:"empty"}:at(n,r.text);"value"in a&&(i[r.path]=a.value)}return Zt(i)}function Hi(t,e){const s={};for(const i of t){const r=Xt(i,e);s[i.path]=r.length===1?r[0]:r}return Zt(s)}function Ci(t,e){return t.reduce((s,i)=>s*Math.max(1,Xt(i,e).length),1)}function Xt(t,e){const s=e(t.path),i=s===void 0?{flaw:"empty"}:Jt(s,t.text);return"values"in i?i.values:[]}var zi=Object.defineProperty,Mi=Object.getOwnPropertyDescriptor,Te=(t,e,s,i)=>{for(var r=i>1?void 0:i?Mi(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&zi(e,s,r),r};const Ti=["r1.start_margin_w","r2.soc_soft_min_pct","r5.min_pause_blocks","r4.start_ct"];let J=class extends ${constructor(){super(...arguments),this.rows=[],this.mode="one",this.visited=new Set,this.add=async()=>{const t=new Set(this.rows.map(i=>i.path)),e=[...Ti,...j.map(i=>i.path)].find(i=>!t.has(i)&&i!=="autonomy");if(e===void 0)return;this.emit([...this.rows,{path:e,text:Pt(e,this.mode)}]),await this.updateComplete;const s=this.renderRoot.querySelectorAll("select.which");s[s.length-1]?.focus()}}async sound(){this.visited=new Set(this.rows.map(e=>e.path));const t=this.rows.findIndex(e=>this.flaw(e)!==null);return t<0?!0:(await this.updateComplete,this.renderRoot.querySelector(`#value-${t}`)?.focus(),!1)}render(){return o`<div class="stack tight">
      <ol>
        ${this.rows.map((t,e)=>this.row(t,e))}
      </ol>
      <div><button type="button" class="plain" @click=${this.add}>${u("add")}${this.say("add_threshold")}</button></div>
    </div>`}row(t,e){const s=G(t.path),i=this.visited.has(t.path)?this.flaw(t):null,r=s?.name[this.context.language]??t.path;return o`<li>
      <select class="which" aria-label=${this.say("threshold")} @change=${n=>this.choose(e,Ie(n))}>
        ${Kt.map(n=>this.group(n.path,n.name[this.context.language],t.path))}
      </select>
      ${s===void 0?h:this.input(t,e,s,r,i!==null)}
      <button
        type="button"
        class="plain"
        aria-label=${this.say("remove_threshold",{name:r})}
        @click=${()=>this.emit(this.rows.filter((n,a)=>a!==e))}
      >
        ${u("close")}
      </button>
      <p class="note ${i===null?"hint":"flaw"}" id="note-${e}">
        ${i===null?this.hint(s):o`${u("bad")}${this.say(`flaw_${i}`)} ${this.range(s)}`}
      </p>
    </li>`}group(t,e,s){const i=j.filter(r=>qt(r.path)===t&&t!=="");return i.length===0?h:o`<optgroup label=${e}>
      ${i.map(r=>o`<option
            value=${r.path}
            ?selected=${r.path===s}
            ?disabled=${r.path!==s&&this.rows.some(n=>n.path===r.path)}
          >
            ${r.name[this.context.language]}
          </option>`)}
    </optgroup>`}input(t,e,s,i,r){if(this.mode==="one"&&(s.kind==="switch"||s.kind==="choice")){const n=s.kind==="switch"?["true","false"]:Object.keys(s.options??{});return o`<select
        id="value-${e}"
        aria-label=${i}
        aria-describedby="note-${e}"
        @change=${a=>this.type(e,Ie(a))}
      >
        ${n.map(a=>o`<option value=${a} ?selected=${a===t.text}>
              ${L(t.path,s.kind==="switch"?a==="true":a,this.context)}
            </option>`)}
      </select>`}return o`<input
      id="value-${e}"
      type="text"
      inputmode=${this.mode==="one"&&(s.low??-1)>=0?"decimal":"text"}
      autocomplete="off"
      aria-label=${this.mode==="one"?i:this.say("values_of",{name:i})}
      aria-describedby="note-${e}"
      aria-invalid=${r?"true":"false"}
      .value=${t.text}
      @input=${n=>this.type(e,Ie(n))}
      @blur=${()=>this.visited=new Set([...this.visited,t.path])}
    />`}hint(t){if(t===void 0)return"";const e=this.say("usual",{value:L(t.path,t.default,this.context)});return[t.about?.[this.context.language]??"",this.mode==="many"?this.say("values_hint"):"",this.range(t),e].filter(Boolean).join(" ")}range(t){if(t?.low===void 0||t.high===void 0)return"";const[e,s]=[t.low,t.high].map(i=>L(t.path,i,this.context));return this.say(t.nullable===!0?"range_or_empty":"range",{low:e??"",high:s??""})}flaw(t){return Pi(t,G(t.path),this.mode)}choose(t,e){this.emit(this.rows.map((s,i)=>i===t?{path:e,text:Pt(e,this.mode)}:s))}type(t,e){this.emit(this.rows.map((s,i)=>i===t?{...s,text:e}:s))}emit(t){this.rows=t,this.dispatchEvent(new CustomEvent("rows",{detail:t}))}};J.styles=[v,y`
      li {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) auto;
        gap: 4px 8px;
        align-items: start;
      }
      li + li {
        margin-block-start: 14px;
      }
      li > .note {
        grid-column: 1 / -1;
      }
      li button {
        min-height: 42px;
      }
      @media (max-width: 520px) {
        li {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        li select.which {
          grid-column: 1 / -1;
        }
      }
    `];Te([m({attribute:!1})],J.prototype,"rows",2);Te([m()],J.prototype,"mode",2);Te([c()],J.prototype,"visited",2);J=Te([w("bitgridai-changes")],J);function Pt(t,e){const s=G(t);return s===void 0||s.default===null?"":e==="one"||typeof s.default!="number"?String(s.default):""}function Ie(t){return t.target.value}var Di=Object.defineProperty,ji=Object.getOwnPropertyDescriptor,A=(t,e,s,i)=>{for(var r=i>1?void 0:i?ji(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&Di(e,s,r),r};const Li=["verify","what_if","sweep"],Vi=["here","cluster"],Fe={low:25,high:200,step:5},[Wi,Ni]=[.1,1e3],Bi=500;let k=class extends ${constructor(){super(...arguments),this.kind="verify",this.period={ledger:"",from:"",to:""},this.preset="",this.rows={what_if:[],sweep:[{path:"r1.start_margin_w",text:"-400; -200; 0; 200"}]},this.sun=100,this.battery="",this.where="here",this.wrongBattery=!1,this.sending=!1,this.error="",this.submit=async t=>{if(t.preventDefault(),this.error="",this.wrongBattery=this.kind!=="verify"&&this.batteryWh===null,this.wrongBattery&&this.renderRoot.querySelector("#battery")?.focus(),!(this.wrongBattery||!this.periodFields.sound()||this.changes!==null&&!await this.changes.sound())){if(this.changesNothing){this.error=this.say("flaw_nothing");return}this.sending=!0;try{this.dispatchEvent(new CustomEvent("asked",{detail:await this.api.start(this.request())}))}catch(e){this.error=this.reason(e)}this.sending=!1}}}willUpdate(){this.context.archives.some(e=>e.ledger===this.period.ledger)||(this.period={ledger:this.context.archives[0]?.ledger??"",from:"",to:""})}render(){return o`<section aria-labelledby="title">
      <form class="stack" novalidate @submit=${this.submit}>
        <h2 id="title">${this.say("new_replay")}</h2>
        <fieldset>
          <legend class="visually-hidden">${this.say("kind")}</legend>
          <div class="kinds">
            ${Li.map(t=>this.choice("kind",t,t===this.kind,()=>this.turn(t)))}
          </div>
        </fieldset>
        <bitgridai-period
          .context=${this.context}
          .period=${this.period}
          @period=${t=>this.period=t.detail}
        ></bitgridai-period>
        ${this.kind==="verify"?h:this.thresholds(this.kind)}
        ${this.kind==="verify"?h:o`<div class="fields">${this.kind==="what_if"?this.sunField():h} ${this.batteryField()}</div>`}
        ${this.kind==="sweep"&&this.context.cluster?this.places():h}
        ${this.error===""?h:o`<p class="notice bad" role="alert">${u("bad")}${this.error}</p>`}
        <div class="row">
          <button class="main" ?disabled=${this.sending}>${u("play")}${this.say("start")}</button>
          ${this.kind==="sweep"?this.count():h}
        </div>
      </form>
    </section>`}choice(t,e,s,i){return o`<label class="kind">
      <input type="radio" name=${t} value=${e} .checked=${s} @change=${i} />
      <strong>${this.say(e)}</strong>
      <span class="about dim small">${this.say(`${e}_about`)}</span>
    </label>`}places(){return o`<fieldset>
      <legend>${this.say("where")}</legend>
      <div class="kinds">
        ${Vi.map(t=>this.choice("where",t,t===this.where,()=>this.where=t))}
      </div>
    </fieldset>`}turn(t){this.kind=t,this.error=""}thresholds(t){return o`<fieldset class="stack">
      <legend class="visually-hidden">${this.say("thresholds")}</legend>
      ${t==="what_if"?this.presetField():h}
      <div>
        <h3>${this.say(t==="what_if"?"changed_thresholds":"tried_thresholds")}</h3>
        <p class="hint">${this.say("others_as_recorded")}</p>
      </div>
      <bitgridai-changes
        .context=${this.context}
        .rows=${this.rows[t]}
        mode=${t==="what_if"?"one":"many"}
        @rows=${e=>this.rows={...this.rows,[t]:e.detail}}
      ></bitgridai-changes>
    </fieldset>`}presetField(){const t=["",...Object.keys(ke).filter(e=>Object.keys(ke[e]??{}).length>0)];return o`<div class="field">
      <label for="preset">${this.say("begin_with")}</label>
      <select id="preset" @change=${e=>this.preset=e.target.value}>
        ${t.map(e=>o`<option value=${e} ?selected=${e===this.preset}>
              ${this.say(e===""?"as_recorded":`preset_${e}`)}
            </option>`)}
      </select>
    </div>`}sunField(){return o`<div class="field">
      <label for="sun">${this.say("sun_factor")}</label>
      <div class="sun">
        <input
          id="sun"
          type="range"
          min=${Fe.low}
          max=${Fe.high}
          step=${Fe.step}
          .value=${String(this.sun)}
          aria-valuetext=${`${this.sun} %`}
          @input=${t=>this.sun=Number(t.target.value)}
        />
        <output for="sun">${this.figures.count(this.sun)} %</output>
      </div>
      <span class="hint">${this.say("sun_factor_about")}</span>
    </div>`}batteryField(){return o`<div class="field">
      <label for="battery">${this.say("battery_size")}</label>
      <input
        id="battery"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        aria-describedby="battery-note"
        aria-invalid=${this.wrongBattery?"true":"false"}
        .value=${this.battery}
        @input=${t=>this.battery=t.target.value}
        @blur=${()=>this.wrongBattery=this.batteryWh===null}
      />
      <span id="battery-note" class=${this.wrongBattery?"flaw":"hint"}>
        ${this.say(this.wrongBattery?"flaw_battery":"battery_size_about")}
      </span>
    </div>`}get batteryWh(){if(this.battery.trim()==="")return;const t=Number(this.battery.trim().replace(",","."));return t>=Wi&&t<=Ni?t*1e3:null}get changesNothing(){return this.kind==="what_if"&&this.preset===""&&this.sun===100&&this.rows.what_if.length===0}count(){const t=Ci(this.rows.sweep,G),e=t>Bi?"many_policies":t===1?"one_policy":"policies_to_try";return o`<span class="dim" role="status">${this.say(e,{n:this.figures.count(t)})}</span>`}request(){const t={kind:this.kind,...Rt(this.period),language:this.context.language};if(this.kind==="verify")return t;const e=typeof this.batteryWh=="number"?{battery_wh:this.batteryWh}:{},s={...t,...e};if(this.kind==="sweep"){const r=this.context.cluster?this.where:"here";return{...s,grid:Hi(this.rows.sweep,G),where:r}}const i=Oi(this.rows.what_if,ke[this.preset]??{},G);return{...s,policy:i,pv_factor:this.sun/100}}};k.styles=[v,y`
      .kinds {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
        gap: 10px;
        margin-block-start: 8px;
      }
      .kind {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 2px 10px;
        align-items: center;
        align-content: start;
        border: 1px solid var(--line);
        border-radius: 12px;
        padding: 12px 14px;
        cursor: pointer;
        font-weight: 400;
      }
      .kind:hover {
        border-color: var(--edge);
      }
      .kind:has(:checked) {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      .kind:has(:focus-visible) {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
      .kind input:focus-visible {
        outline: none;
      }
      .kind .about {
        grid-column: 2;
      }
      .fields {
        grid-template-columns: repeat(auto-fill, minmax(240px, 1fr));
      }
      .sun {
        min-height: 42px;
        display: flex;
        align-items: center;
        gap: 12px;
      }
      output {
        font-weight: 600;
        white-space: nowrap;
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
    `];A([c()],k.prototype,"kind",2);A([c()],k.prototype,"period",2);A([c()],k.prototype,"preset",2);A([c()],k.prototype,"rows",2);A([c()],k.prototype,"sun",2);A([c()],k.prototype,"battery",2);A([c()],k.prototype,"where",2);A([c()],k.prototype,"wrongBattery",2);A([c()],k.prototype,"sending",2);A([c()],k.prototype,"error",2);A([it("bitgridai-period")],k.prototype,"periodFields",2);A([it("bitgridai-changes")],k.prototype,"changes",2);k=A([w("bitgridai-job-form")],k);function Ze(t,e,s){const i=r=>Number(r.toFixed(s));return i(i(e)-i(t))}const Ri=[{key:"gain_eur",unit:"€",digits:2,good:1},{key:"loads_kwh",unit:"kWh",digits:1,good:0},{key:"import_kwh",unit:"kWh",digits:1,good:-1},{key:"import_caused_kwh",unit:"kWh",digits:1,good:-1},{key:"export_kwh",unit:"kWh",digits:1,good:0},{key:"surplus_used_pct",unit:"%",digits:1,good:1},{key:"self_consumption_pct",unit:"%",digits:1,good:1},{key:"autarky_pct",unit:"%",digits:1,good:1},{key:"starts",unit:"",digits:0,good:-1},{key:"stored_end_kwh",unit:"kWh",digits:2,good:0}];class Qt{constructor(e){this.host=e,this.px=720,this.observer=new ResizeObserver(([s])=>{const i=Math.round(s?.contentRect.width??0);i===0||i===this.px||(this.px=i,this.host.requestUpdate())}),e.addController(this)}hostConnected(){this.observer.observe(this.host)}hostDisconnected(){this.observer.disconnect()}}var Ii=Object.defineProperty,Fi=Object.getOwnPropertyDescriptor,De=(t,e,s,i)=>{for(var r=i>1?void 0:i?Fi(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&Ii(e,s,r),r};const[we,Ue,Ot,Ui,Ge]=[336,58,46,30,14];let Y=class extends ${constructor(){super(...arguments),this.ranking=[],this.chosen=0,this.width=new Qt(this),this.step=t=>{const e=rt(t.key,this.chosen,this.ranking.length);e!==null&&(t.preventDefault(),this.choose(e))}}render(){const t=[this.recorded,...this.ranking],e=le(0,Math.max(...t.map(d=>d.starts_per_day)),5),s=t.map(d=>d.gain_eur),i=le(Math.min(...s),Math.max(...s),5),r=Ht(e,Ue,this.width.px-Ge),n=Ht(i,we-Ot,Ui),a=d=>({x:r(d.starts_per_day),y:n(d.gain_eur)});return o`<figure>
      <svg
        viewBox="0 0 ${this.width.px} ${we}"
        role="slider"
        tabindex="0"
        aria-label=${this.say("scatter")}
        aria-valuemin="1"
        aria-valuemax=${Math.max(1,this.ranking.length)}
        aria-valuenow=${this.chosen+1}
        aria-valuetext=${this.text()}
        @keydown=${this.step}
      >
        ${this.axes(e,i,r,n)} ${this.points(a)}
      </svg>
      <p class="figure" aria-hidden="true">${this.text()}</p>
      <figcaption class="row small dim">
        ${Ke(b`<circle class="pareto" cx="7" cy="7" r="5"></circle>`,this.say("on_front"))}
        ${Ke(b`<circle cx="7" cy="7" r="5"></circle>`,this.say("beaten"))}
        ${Ke(b`<path class="recorded" d=${"M7 1L13 7L7 13L1 7Z"}></path>`,this.say("recorded"))}
      </figcaption>
    </figure>`}text(){const t=this.ranking[this.chosen];return t===void 0?"":this.say("point",{rank:t.rank,changes:Oe(t.changes,this.context),eur:this.figures.euro(t.gain_eur),starts:this.figures.fixed(t.starts_per_day,2)})}axes(t,e,s,i){return b`
      <text x="0" y="12">${this.say("gain_eur")}</text>
      ${e.map(r=>b`<line class="grid" x1=${Ue} x2=${this.width.px-Ge} y1=${i(r)} y2=${i(r)}></line>
          <text x=${Ue-6} y=${i(r)+4} text-anchor="end">${this.figures.euro(r)}</text>`)}
      ${t.map(r=>b`<text x=${s(r)} y=${we-Ot+18} text-anchor="middle">${this.figures.number(r)}</text>`)}
      <text x=${this.width.px-Ge} y=${we-6} text-anchor="end">${this.say("starts_per_day")}</text>`}points(t){const s=this.ranking.filter(n=>n.pareto).map(t).sort((n,a)=>n.x-a.x).map(n=>`${n.x.toFixed(1)} ${n.y.toFixed(1)}`),i=this.ranking[this.chosen],r=i===void 0?null:t(i);return b`
      ${s.length>1?b`<path class="front" d=${`M${s.join("L")}`}></path>`:h}
      ${this.ranking.map((n,a)=>{const d=t(n);return b`<circle class=${n.pareto?"pareto":""} cx=${d.x} cy=${d.y} r="5.5"
          @click=${()=>this.choose(a)}></circle>`})}
      <path class="recorded" d=${Gi(t(this.recorded))}></path>
      ${r===null?h:b`<circle class="chosen" cx=${r.x} cy=${r.y} r="9"></circle>`}`}choose(t){this.dispatchEvent(new CustomEvent("choose",{detail:t}))}};Y.styles=[v,y`
      figure {
        margin: 0;
      }
      svg {
        display: block;
        width: 100%;
        height: auto;
        border-radius: 6px;
      }
      text {
        fill: var(--dim);
        font-size: 12px;
        font-family: inherit;
      }
      .grid {
        stroke: var(--line);
        stroke-width: 1;
      }
      .front {
        fill: none;
        stroke: var(--two);
        stroke-width: 1.5;
        stroke-dasharray: 5 4;
      }
      circle {
        cursor: pointer;
        fill: var(--edge);
        fill-opacity: 0.55;
      }
      circle.pareto {
        fill: var(--two);
        fill-opacity: 1;
      }
      .recorded {
        fill: none;
        stroke: var(--one);
        stroke-width: 2.5;
        pointer-events: none;
      }
      .chosen {
        fill: none;
        stroke: var(--ink);
        stroke-width: 2;
        pointer-events: none;
      }
      figcaption {
        margin-block-start: 8px;
        gap: 4px 18px;
      }
      .key {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
      .key svg {
        width: 14px;
        height: 14px;
      }
    `];De([m({attribute:!1})],Y.prototype,"ranking",2);De([m({attribute:!1})],Y.prototype,"recorded",2);De([m({type:Number})],Y.prototype,"chosen",2);Y=De([w("bitgridai-scatter")],Y);function Ke(t,e){return o`<span class="key"><svg viewBox="0 0 14 14" aria-hidden="true">${t}</svg>${e}</span>`}function Gi({x:t,y:e}){return`M${t} ${e-9}L${t+9} ${e}L${t} ${e+9}L${t-9} ${e}Z`}function Ht(t,e,s){const[i,r]=[t[0]??0,t.at(-1)??1];return n=>e+(n-i)/(r-i)*(s-e)}var Ki=Object.defineProperty,qi=Object.getOwnPropertyDescriptor,je=(t,e,s,i)=>{for(var r=i>1?void 0:i?qi(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&Ki(e,s,r),r};const Zi=15,Ji=["gain_eur","starts_per_day","loads_kwh","import_caused_kwh"];let X=class extends ${constructor(){super(...arguments),this.chosen=0,this.shown=Zi}render(){const{result:t,figures:e}=this,s=t.ranking[0];return o`<div class="stack">
      <section class="stack" aria-labelledby="title">
        <h2 id="title">${this.say("gain_against_starts")}</h2>
        ${s===void 0?h:this.verdict(s)}
        <bitgridai-scatter
          .context=${this.context}
          .ranking=${t.ranking}
          .recorded=${t.recorded_policy}
          .chosen=${this.chosen}
          @choose=${i=>this.chosen=i.detail}
        ></bitgridai-scatter>
      </section>
      <section class="stack" aria-labelledby="ranking">
        <div class="row apart">
          <h2 id="ranking">${this.say("ranking")}</h2>
          <span class="dim small">
            ${this.say("policies_tried",{n:e.count(t.policies)})}
            ${t.left_out>0?this.say("left_out",{n:e.count(t.left_out)}):h}
          </span>
        </div>
        ${this.table()}
        ${t.ranking.length<=this.shown?h:o`<div>
              <button @click=${()=>this.shown=t.ranking.length}>
                ${this.say("show_all",{n:e.count(t.ranking.length)})}
              </button>
            </div>`}
      </section>
    </div>`}verdict(t){const e=Ze(this.result.recorded_policy.gain_eur,t.gain_eur,2),s=e>0?this.say("sweep_gain",{changes:Oe(t.changes,this.context),eur:this.figures.euro(e)}):this.say("sweep_none");return o`<p class="notice ${e>0?"good":""}">${u(e>0?"good":"info")}${s}</p>`}table(){const t=this.result.ranking.slice(0,this.shown);return o`<table role="table" aria-label=${this.say("ranking")}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">${this.say("rank")}</th>
            <th role="columnheader" scope="col">${this.say("changed_thresholds")}</th>
            ${Ji.map(e=>o`<th role="columnheader" scope="col" class="end">${this.say(e)}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${t.map((e,s)=>this.row(e,s))}
        </tbody>
      </table>
      ${t.some(e=>e.pareto)?o`<p class="dim small"><span class="front" aria-hidden="true">★</span> ${this.say("on_front")}</p>`:h}`}row(t,e){const{figures:s}=this,i=e===this.chosen,r=t.pareto?o`<span class="front" title=${this.say("on_front")}>★</span>`:h,n=(a,d)=>o`<td role="cell" class="end" data-label=${this.say(a)}>${d}</td>`;return o`<tr role="row" class=${i?"chosen":""} @click=${()=>this.chosen=e}>
      <td role="cell" class="rank">
        <button
          aria-pressed=${i}
          aria-label=${this.say(t.pareto?"rank_front":"rank_n",{n:t.rank})}
          @click=${()=>this.chosen=e}
        >
          ${t.rank} ${r}
        </button>
      </td>
      <td role="cell" class="what">${Oe(t.changes,this.context)}</td>
      ${n("gain_eur",s.euro(t.gain_eur))} ${n("starts_per_day",s.fixed(t.starts_per_day,2))}
      ${n("loads_kwh",`${s.fixed(t.loads_kwh,1)} kWh`)}
      ${n("import_caused_kwh",`${s.fixed(t.import_caused_kwh,1)} kWh`)}
    </tr>`}};X.styles=[v,y`
      tbody tr {
        cursor: pointer;
      }
      tbody tr.chosen > * {
        background: var(--accent-soft);
      }
      .rank {
        white-space: nowrap;
      }
      .rank button {
        min-height: 32px;
        min-width: 36px;
        padding: 0 6px;
        background: none;
        border-radius: 8px;
      }
      .front {
        color: var(--two);
        font-weight: 700;
      }
      .what {
        min-width: 180px;
      }
      @media (max-width: 640px) {
        thead {
          display: none;
        }
        tbody tr {
          display: grid;
          grid-template-columns: auto minmax(0, 1fr) minmax(0, 1fr);
          column-gap: 8px;
          border-block-end: 1px solid var(--line);
          padding-block: 8px;
        }
        tbody tr.chosen {
          background: var(--accent-soft);
        }
        td {
          border: 0;
          padding: 2px 4px;
        }
        td.rank {
          grid-row: span 3;
        }
        td.what {
          grid-column: 2 / -1;
          font-weight: 500;
        }
        td.end {
          text-align: start;
        }
        td[data-label]::before {
          content: attr(data-label);
          display: block;
          color: var(--dim);
          font-size: 0.8125rem;
        }
      }
    `];je([m({attribute:!1})],X.prototype,"result",2);je([c()],X.prototype,"chosen",2);je([c()],X.prototype,"shown",2);X=je([w("bitgridai-result-sweep")],X);function Yi(t){const e=t.differing_decisions>0?"differing":"decisions",i=(t.days===void 0?Xi(t):Object.entries(t.days)).map(([r,n])=>({day:r,records:e==="differing"?n.differing:n.decisions-n.undecided,bytes:0})).filter(({day:r})=>!Number.isNaN(Date.parse(r))).sort((r,n)=>r.day<n.day?-1:1);return{counted:e,slots:i,some:i.filter(({records:r})=>r>0).length}}function Xi({differing:t}){const e=new Map;for(const{time:s}of t)e.set(s.slice(0,10),(e.get(s.slice(0,10))??0)+1);return[...e].map(([s,i])=>[s,{decisions:i,differing:i,undecided:0}])}var Qi=Object.defineProperty,er=Object.getOwnPropertyDescriptor,ot=(t,e,s,i)=>{for(var r=i>1?void 0:i?er(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&Qi(e,s,r),r};const tr=10;let ce=class extends ${constructor(){super(...arguments),this.shown=tr}render(){const{result:t}=this;return o`<section class="stack" aria-labelledby="title">
      <h2 id="title" class="visually-hidden">${this.say("result")}</h2>
      ${this.verdict()}
      <dl class="facts">
        ${this.fact("decisions",this.figures.count(t.decisions))}
        ${this.fact("differing",this.figures.count(t.differing_decisions))}
        ${this.fact("recorded_by",t.recorded_by.join(", ")||"–")} ${this.fact("replayed_by",t.replayed_by)}
      </dl>
      ${this.days()} ${t.undecided.length===0?h:this.undecided()}
      ${t.differing.length===0?h:this.differences()}
    </section>`}verdict(){const{result:t}=this;if(t.same){const i=this.say("all_same",{n:this.figures.count(t.decisions)});return o`<p class="notice good">${u("good")}${i}</p>`}const e=this.figures.fixed(t.differing_decisions/Math.max(1,t.decisions)*100,1),s=this.say("some_differ",{n:this.figures.count(t.differing_decisions),share:e});return o`<p class="notice warn">${u("warn")}${s}</p>`}fact(t,e){return o`<div>
      <dt>${this.say(t)}</dt>
      <dd>${e}</dd>
    </div>`}undecided(){return o`<div class="notice bad">
      ${u("bad")}
      <div>
        <p>${this.say("undecided")}</p>
        <ul class="code">
          ${this.result.undecided.map(t=>o`<li>${t}</li>`)}
        </ul>
      </div>
    </div>`}days(){const{counted:t,slots:e,some:s}=Yi(this.result);if(e.length===0)return h;const i=this.say(`${t}_by_day`),r=this.say(`${t}_on_days`,{n:this.figures.count(s),all:this.figures.count(e.length)});return o`<div class="stack tight">
      <h3>${i}</h3>
      <p class="dim small">${r}</p>
      <bitgridai-days .context=${this.context} .days=${e} counts=${`${i}. ${r}`}></bitgridai-days>
    </div>`}differences(){const{differing:t}=this.result;return o`<h3>${this.say("side_by_side")}</h3>
      ${t.slice(0,this.shown).map(e=>this.pair(e))}
      ${t.length<=this.shown?h:o`<div>
            <button @click=${()=>this.shown=t.length}>
              ${this.say("show_all",{n:this.figures.count(t.length)})}
            </button>
          </div>`}`}pair(t){const e=this.figures.at(t.time);return o`<article aria-label=${`${e}, ${t.load}`}>
      <div class="row apart">
        <strong class="figure">${e}</strong>
        <span class="dim small">${t.load} · ${this.say("record",{n:this.figures.count(t.seq)})}</span>
      </div>
      <div class="sides">
        ${this.side(t.recorded,"as_it_was","")} ${this.side(t.replayed,"as_it_would_be","now")}
      </div>
    </article>`}side(t,e,s){const i=t.action===""?"–":this.say(`action_${t.action}`);return o`<div class="side ${s}">
      <p class="dim small">${this.say(e)}</p>
      <p><strong>${i}, ${this.figures.watts(t.target_w)}</strong> <span class="pill">${t.rule}</span></p>
      <p>${this.told(t.text)}</p>
    </div>`}};ce.styles=[v,y`
      article {
        border: 1px solid var(--line);
        border-radius: 12px;
        padding: 14px;
      }
      .sides {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 14px;
        margin-block-start: 10px;
      }
      .side {
        border-inline-start: 3px solid var(--one);
        padding-inline-start: 12px;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .side.now {
        border-color: var(--two);
      }
      @media (max-width: 600px) {
        .sides {
          grid-template-columns: 1fr;
        }
      }
    `];ot([m({attribute:!1})],ce.prototype,"result",2);ot([c()],ce.prototype,"shown",2);ce=ot([w("bitgridai-result-verify")],ce);function Je(t,e){const s=new Array(e).fill(0);for(const i of Object.values(t))i.forEach((r,n)=>s[n]=(s[n]??0)+(r??0));return s}function sr(t,e){const s=t.pv_w.length,i=Date.parse(t.start)/1e3,[r,n]=[t.courses.recorded,t.courses.changed].map(({loads:l})=>Je(l,s)),a=(l,g)=>(l?.[g]??0)*t.block_s/36e5,d=[];for(let l=0;l<s;l+=1){const g=e(i+l*t.block_s);let f=d.at(-1);f?.day!==g&&d.push(f={day:g,first:l,blocks:0,recorded_kwh:0,changed_kwh:0}),f.blocks+=1,f.recorded_kwh+=a(r,l),f.changed_kwh+=a(n,l)}return d}function $e(t,e,s,i){let r="",n=!1;return t.forEach((a,d)=>{if(a===null){n=!1;return}const l=s(a).toFixed(1);r+=`${n?"L":"M"}${e(d).toFixed(1)} ${l}`,i&&(r+=`H${e(d+1).toFixed(1)}`),n=!0}),r}var ir=Object.defineProperty,rr=Object.getOwnPropertyDescriptor,ht=(t,e,s,i)=>{for(var r=i>1?void 0:i?rr(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&ir(e,s,r),r};const[qe,B,nr,Ct]=[240,52,26,10],ar=[0,6,12,18,24];let ue=class extends ${constructor(){super(...arguments),this.width=new Qt(this)}render(){const{first:t,blocks:e}=this.day,s=E=>E.slice(t,t+e),{courses:i,pv_w:r,base_w:n}=this.series,a=s(r),d=s(n),l=s(Je(i.recorded.loads,r.length)),g=s(Je(i.changed.loads,r.length)),f=le(0,Math.max(1,...[...a,...d,...l,...g].map(E=>E??0)),4),p=f.at(-1)??1,_=Math.max(e,Math.round(86400/this.series.block_s)),O=e<_&&t===0?_-e:0,S=E=>B+(E+O)/_*(this.width.px-B),M=E=>Ct+(1-E/p)*(qe-Ct-nr),ts=this.say("course_chart",{day:this.figures.date(this.day.day),recorded:this.figures.number(this.day.recorded_kwh),changed:this.figures.number(this.day.changed_kwh)}),ss=`${$e(a,S,M,!1)}L${S(e-1)} ${M(0)}L${S(0)} ${M(0)}Z`;return o`<figure>
      <svg viewBox="0 0 ${this.width.px} ${qe}" role="img" aria-label=${ts}>
        ${f.map(E=>this.level(E,M))} ${ar.map(E=>this.hour(E))}
        ${b`<path class="sun" d=${ss}></path>
        <path class="house" d=${$e(d,S,M,!1)}></path>
        <path class="recorded" d=${$e(l,S,M,!0)}></path>
        <path class="changed" d=${$e(g,S,M,!0)}></path>`}
      </svg>
      <figcaption class="row small">
        ${this.key("sun",this.say("sun"))} ${this.key("house",this.say("house"))}
        ${this.key("recorded",this.say("loads_recorded"))} ${this.key("changed",this.say("loads_changed"))}
      </figcaption>
    </figure>`}level(t,e){const s=`${this.figures.number(t/1e3)} kW`;return b`<line class="grid" x1=${B} x2=${this.width.px} y1=${e(t)} y2=${e(t)}></line>
      <text x=${B-6} y=${e(t)+4} text-anchor="end">${s}</text>`}hour(t){const e=B+t/24*(this.width.px-B),s=t===0?"start":t===24?"end":"middle";return b`<text x=${e} y=${qe-6} text-anchor=${s}>${String(t).padStart(2,"0")}:00</text>`}key(t,e){return o`<span class="key"
      ><svg viewBox="0 0 26 10" aria-hidden="true">
        ${b`<path class=${t} d=${t==="sun"?"M1 9V2H25V9Z":"M0 5H26"}></path>`}</svg
      >${e}</span
    >`}};ue.styles=[v,y`
      figure {
        margin: 0;
      }
      svg {
        display: block;
        width: 100%;
        height: auto;
      }
      text {
        fill: var(--dim);
        font-size: 12px;
        font-family: inherit;
      }
      .grid {
        stroke: var(--line);
        stroke-width: 1;
      }
      .sun {
        fill: color-mix(in srgb, var(--sun) 28%, transparent);
        stroke: var(--sun);
        stroke-width: 1;
      }
      .house {
        fill: none;
        stroke: var(--dim);
        stroke-width: 1.25;
        stroke-dasharray: 3 3;
      }
      .recorded {
        fill: none;
        stroke: var(--one);
        stroke-width: 4;
        opacity: 0.75;
      }
      .changed {
        fill: none;
        stroke: var(--two);
        stroke-width: 2;
      }
      figcaption {
        margin-block-start: 8px;
        gap: 4px 18px;
      }
      figcaption svg {
        width: 26px;
        height: 10px;
        flex: none;
      }
      .key {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
    `];ht([m({attribute:!1})],ue.prototype,"series",2);ht([m({attribute:!1})],ue.prototype,"day",2);ue=ht([w("bitgridai-course")],ue);var or=Object.defineProperty,hr=Object.getOwnPropertyDescriptor,dt=(t,e,s,i)=>{for(var r=i>1?void 0:i?hr(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&or(e,s,r),r};const R=90,I=14,dr=14;let pe=class extends ${constructor(){super(...arguments),this.days=[],this.chosen=0,this.step=t=>{const e=rt(t.key,this.chosen,this.days.length);e!==null&&(t.preventDefault(),this.choose(e))}}render(){const{days:t}=this,e=Math.max(t.length,dr),s=le(0,Math.max(...t.flatMap(r=>[r.recorded_kwh,r.changed_kwh]),.001),3),i=s.at(-1)??1;return o`<div class="plot">
      ${Ut(s,r=>`${this.figures.number(r)} kWh`)}
      <svg
        viewBox="0 0 ${e*I} ${R}"
        preserveAspectRatio="none"
        role="slider"
        tabindex="0"
        aria-label=${this.say("loads_by_day")}
        aria-valuemin="1"
        aria-valuemax=${Math.max(1,t.length)}
        aria-valuenow=${this.chosen+1}
        aria-valuetext=${this.text()}
        @click=${r=>this.point(r,e)}
        @keydown=${this.step}
      >
        ${s.map(r=>{const n=R*(1-r/i);return b`<line class="axis" x1="0" x2=${e*I} y1=${n} y2=${n}></line>`})}
        ${t.map((r,n)=>this.pair(r,n,i))}
      </svg></div>
      <p class="small dim figure">${this.text()}</p>`}text(){const t=this.days[this.chosen];return t===void 0?"":this.say("day_pair",{day:this.figures.date(t.day),recorded:this.figures.number(t.recorded_kwh),changed:this.figures.number(t.changed_kwh)})}pair(t,e,s){const i=a=>a/s*R,[r,n]=[i(t.recorded_kwh),i(t.changed_kwh)];return b`
      ${e===this.chosen?b`<rect class="chosen" x=${e*I} y="0" width=${I} height=${R}></rect>`:""}
      <rect class="recorded" x=${e*I+2} y=${R-r} width="4.6" height=${r}></rect>
      <rect class="changed" x=${e*I+7.4} y=${R-n} width="4.6" height=${n}></rect>`}point(t,e){const s=t.currentTarget.getBoundingClientRect(),i=Math.floor((t.clientX-s.left)/s.width*e);i<this.days.length&&this.choose(i)}choose(t){this.dispatchEvent(new CustomEvent("choose",{detail:t}))}};pe.styles=[v,Ft,y`
      svg {
        display: block;
        width: 100%;
        height: 90px;
        cursor: pointer;
        border-radius: 6px;
      }
      .recorded {
        fill: var(--one);
      }
      .changed {
        fill: var(--two);
      }
      .chosen {
        fill: var(--sunk);
      }
      .axis {
        stroke: var(--line);
        stroke-width: 1;
        vector-effect: non-scaling-stroke;
      }
      p {
        margin-block-start: 6px;
      }
    `];dt([m({attribute:!1})],pe.prototype,"days",2);dt([m({type:Number})],pe.prototype,"chosen",2);pe=dt([w("bitgridai-pairs")],pe);var lr=Object.defineProperty,cr=Object.getOwnPropertyDescriptor,lt=(t,e,s,i)=>{for(var r=i>1?void 0:i?cr(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&lr(e,s,r),r};let ge=class extends ${constructor(){super(...arguments),this.chosen=-1}render(){const{result:t}=this,e=sr(t.series,n=>this.figures.dayAt(n)),s=e.reduce((n,a,d)=>zt(a)>zt(e[n])?d:n,0),i=this.chosen<0?s:this.chosen,r=e[i];return o`<div class="stack">
      <section class="stack" aria-labelledby="title">
        <h2 id="title">${this.say("key_figures")}</h2>
        ${this.verdict()} ${this.table()}
      </section>
      <section class="stack" aria-labelledby="days">
        <h2 id="days">${this.say("loads_by_day")}</h2>
        <bitgridai-pairs
          .context=${this.context}
          .days=${e}
          .chosen=${i}
          @choose=${n=>this.chosen=n.detail}
        ></bitgridai-pairs>
        ${r===void 0?h:o`<h3>${this.figures.date(r.day)}</h3>
              <bitgridai-course .context=${this.context} .series=${t.series} .day=${r}></bitgridai-course>`}
      </section>
    </div>`}verdict(){const{recorded:t,changed:e}=this.result.figures,s=Ze(t.gain_eur,e.gain_eur,2),[i,r]=[this.figures,this.figures.count(this.result.differing_decisions)];if(this.result.differing_decisions===0)return o`<p class="notice">${u("info")}${this.say("what_if_same")}</p>`;const n=s>0?"what_if_gain":s<0?"what_if_loss":"what_if_even",a=this.say(n,{eur:i.euro(Math.abs(s)),n:r});return o`<p class="notice ${s>0?"good":""}">${u(s>0?"good":"info")}${a}</p>`}table(){return o`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col"><span class="visually-hidden">${this.say("figure")}</span></th>
            <th scope="col" class="end one">${this.say("recorded_short")}</th>
            <th scope="col" class="end two">${this.say("changed_short")}</th>
            <th scope="col" class="end">${this.say("difference")}</th>
          </tr>
        </thead>
        <tbody>
          ${Ri.map(t=>this.row(t))}
        </tbody>
      </table>
    </div>`}row(t){const{recorded:e,changed:s}=this.result.figures,[i,r]=[e[t.key],s[t.key]];if(i===null||r===null)return h;const n=Ze(i,r,t.digits),a=n===0||t.good===0?"":Math.sign(n)===t.good?"better":"worse",d=l=>this.figures.fixed(l,t.digits);return o`<tr>
      <th scope="row">
        ${this.say(t.key)}${t.unit===""?h:o` <span class="dim small">${t.unit}</span>`}
      </th>
      <td class="end">${d(i)}</td>
      <td class="end">${d(r)}</td>
      <td class="end ${a}">${n===0?"=":`${n>0?"+":""}${d(n)}`}</td>
    </tr>`}};ge.styles=[v,y`
      tbody th {
        color: var(--ink);
        font-size: inherit;
        font-weight: 400;
      }
      .better {
        color: var(--good);
      }
      .worse {
        color: var(--bad);
      }
      thead .one::before,
      thead .two::before {
        content: "";
        display: inline-block;
        width: 10px;
        height: 10px;
        border-radius: 3px;
        margin-inline-end: 6px;
        background: var(--one);
      }
      thead .two::before {
        background: var(--two);
      }
      @media (max-width: 520px) {
        table {
          font-size: 0.8125rem;
          table-layout: fixed;
        }
        thead th:first-child {
          width: 37%;
        }
        th,
        td {
          padding: 8px 2px;
        }
        thead th {
          font-size: 0.75rem;
        }
        thead .one::before,
        thead .two::before {
          display: block;
          margin: 0 0 4px auto;
        }
        tbody th {
          overflow-wrap: anywhere;
        }
      }
    `];lt([m({attribute:!1})],ge.prototype,"result",2);lt([c()],ge.prototype,"chosen",2);ge=lt([w("bitgridai-result-what-if")],ge);function zt(t){return t===void 0?0:Math.abs(t.changed_kwh-t.recorded_kwh)}var ur=Object.defineProperty,pr=Object.getOwnPropertyDescriptor,Le=(t,e,s,i)=>{for(var r=i>1?void 0:i?pr(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&ur(e,s,r),r};let Q=class extends ${constructor(){super(...arguments),this.result=null,this.error="",this.loaded=""}updated(t){this.loaded!==this.job.id&&(this.loaded=this.job.id,this.result=null,this.api.result(this.job.id).then(e=>this.result=e,e=>this.error=this.reason(e)))}render(){return this.error!==""?o`<p class="notice bad" role="alert">${u("bad")}${this.error}</p>`:this.result===null?o`<p class="dim" role="status">${this.say("loading")}</p>`:o`<div class="stack">
      ${this.content(this.result)} ${"assumptions"in this.result?this.assumptions(this.result.assumptions):h}
      ${this.files()}
    </div>`}content(t){switch(t.kind){case"verify":return o`<bitgridai-result-verify .context=${this.context} .result=${t}></bitgridai-result-verify>`;case"what_if":return o`<bitgridai-result-what-if .context=${this.context} .result=${t}></bitgridai-result-what-if>`;case"sweep":return o`<bitgridai-result-sweep .context=${this.context} .result=${t}></bitgridai-result-sweep>`}}assumptions(t){return o`<section class="stack tight" aria-labelledby="assumed">
      <h2 id="assumed">${this.say("assumptions")}</h2>
      <ul class="assumed dim">
        ${t.map(e=>o`<li>${this.told(e.text)}</li>`)}
      </ul>
    </section>`}files(){return o`<section class="stack tight" aria-labelledby="files">
      <h2 id="files">${this.say("files")}</h2>
      <ul class="row">
        ${this.job.files.map(t=>o`<li>
              <a class="button" href=${this.api.address(`v1/jobs/${this.job.id}/files/${t.name}`)} download=${t.name}>
                ${u("download")}<span>${t.name} <span class="dim small">${this.figures.bytes(t.bytes)}</span></span>
              </a>
            </li>`)}
      </ul>
    </section>`}};Q.styles=[v,y`
      .assumed {
        columns: 2 320px;
        column-gap: 32px;
      }
      .assumed li {
        break-inside: avoid;
        padding-block: 3px;
      }
    `];Le([m({attribute:!1})],Q.prototype,"job",2);Le([c()],Q.prototype,"result",2);Le([c()],Q.prototype,"error",2);Q=Le([w("bitgridai-job-result")],Q);var gr=Object.defineProperty,fr=Object.getOwnPropertyDescriptor,Ve=(t,e,s,i)=>{for(var r=i>1?void 0:i?fr(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&gr(e,s,r),r};const mr=1e3,br=1e4;let ee=class extends ${constructor(){super(...arguments),this.opened="",this.jobs=null,this.error="",this.look=async()=>{clearTimeout(this.timer);try{this.jobs=await this.api.jobs(),this.error=""}catch(e){this.error=this.reason(e)}const t=this.jobs?.some(e=>e.state==="queued"||e.state==="running")??!1;clearTimeout(this.timer),this.isConnected&&(this.timer=setTimeout(this.look,t?mr:br))}}connectedCallback(){super.connectedCallback(),this.updateComplete.then(()=>this.look())}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.timer)}updated(t){t.has("opened")&&t.get("opened")!==void 0&&this.look()}render(){const t=this.error===""?h:o`<p class="notice bad" role="alert">${u("bad")}${this.error}</p>`;return this.opened!==""?o`<div class="stack">${t}${this.one()}</div>`:o`<div class="stack">
      ${this.context.archives.length===0?o`<p class="notice">${u("info")}${this.say("no_archive")}</p>`:o`<bitgridai-job-form .context=${this.context} @asked=${this.look}></bitgridai-job-form>`}
      ${t}
      <section class="stack" aria-labelledby="jobs">
        <h2 id="jobs">${this.say("jobs")}</h2>
        ${this.list()}
      </section>
    </div>`}list(){return this.jobs===null?this.waiting():this.jobs.length===0?o`<p class="dim">${this.say("no_jobs")}</p>`:o`<ul>
      ${this.jobs.map(t=>o`<li>
            <bitgridai-job .context=${this.context} .job=${t} @changed=${this.look}></bitgridai-job>
          </li>`)}
    </ul>`}waiting(){return this.error===""?o`<p class="dim" role="status">${this.say("loading")}</p>`:h}one(){const t=this.jobs?.find(s=>s.id===this.opened),e=o`<p><a class="back" href=${Se("replay")}>${this.say("all_jobs")}</a></p>`;return this.jobs===null?o`${e}${this.waiting()}`:t===void 0?o`${e}<p class="notice">${u("info")}${this.say("job_gone")}</p>`:o`${e}
      <section>
        <bitgridai-job .context=${this.context} .job=${t} alone @changed=${this.look}></bitgridai-job>
      </section>
      ${t.state==="done"?o`<bitgridai-job-result .context=${this.context} .job=${t}></bitgridai-job-result>`:h}`}};ee.styles=[v,y`
      li + li {
        border-block-start: 1px solid var(--line);
      }
      .back {
        display: inline-flex;
        align-items: center;
        min-height: 36px;
      }
    `];Ve([m()],ee.prototype,"opened",2);Ve([c()],ee.prototype,"jobs",2);Ve([c()],ee.prototype,"error",2);ee=Ve([w("bitgridai-replay")],ee);var yr=Object.defineProperty,_r=Object.getOwnPropertyDescriptor,se=(t,e,s,i)=>{for(var r=i>1?void 0:i?_r(e,s):e,n=t.length-1,a;n>=0;n--)(a=t[n])&&(r=(i?a(e,s,r):a(r))||r);return i&&r&&yr(e,s,r),r};const wr=15e3,es="bitgridai-language";let z=class extends U{constructor(){super(...arguments),this.language=Cs([$r(),...navigator.languages]),this.route=Be(location.hash),this.agent=null,this.archives=null,this.error=null,this.api=new Es,this.moved=!1,this.go=()=>{this.moved||=Be(location.hash).view!==this.route.view,this.route=Be(location.hash)},this.refresh=async()=>{if(!document.hidden)try{[this.agent,this.archives]=await Promise.all([this.api.handshake(),this.api.archives()]),this.error=null}catch(t){this.error=t}}}connectedCallback(){super.connectedCallback(),window.addEventListener("hashchange",this.go),document.addEventListener("visibilitychange",this.refresh),this.timer=setInterval(this.refresh,wr),this.refresh()}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener("hashchange",this.go),document.removeEventListener("visibilitychange",this.refresh),clearInterval(this.timer)}choose(t){this.language=t;try{localStorage.setItem(es,t)}catch{}}updated(){document.documentElement.lang=this.language,this.moved&&(this.moved=!1,this.renderRoot.querySelector("main")?.focus())}render(){const t=Ne(this.language);return o`<div class="page">
      <header>
        <img src="./icon.svg" alt="" />
        <div class="grow">
          <h1>BitGridAI Agent</h1>
          <p class="dim small">${t("subtitle")}</p>
        </div>
        <div class="languages" role="group" aria-label=${t("language")}>
          ${Object.keys(de).map(e=>o`<button
              lang=${e}
              aria-pressed=${e===this.language}
              aria-label=${`${e.toUpperCase()}, ${de[e].language_name}`}
              @click=${()=>this.choose(e)}
            >
              ${e.toUpperCase()}
            </button>`)}
        </div>
      </header>
      <nav aria-label=${t("navigation")}>
        <ul>
          ${Nt.map(e=>this.link(e))}
        </ul>
      </nav>
      <main tabindex="-1" aria-label=${t(this.route.view)}>${this.content()}</main>
    </div>`}link(t){const e=t===this.route.view?"page":h;return o`<li>
      <a href=${Se(t)} aria-current=${e}>${u(t)}<span>${Ne(this.language)(t)}</span></a>
    </li>`}content(){const t=Ne(this.language);if(this.error!==null)return o`<div class="notice bad" role="alert">
        ${u("bad")}
        <div class="stack tight">
          <p>${Wt(this.error,t)}</p>
          <div><button @click=${this.refresh}>${t("again")}</button></div>
        </div>
      </div>`;if(this.agent===null||this.archives===null)return o`<p role="status" class="dim">${t("loading")}</p>`;const e={language:this.language,say:t,figures:new js(zs(this.language,navigator.languages)),api:this.api,archives:this.archives,cluster:this.agent.cluster};return this.view(e,this.agent)}view(t,e){switch(this.route.view){case"overview":return o`<bitgridai-overview .context=${t} .agent=${e}></bitgridai-overview>`;case"replay":return o`<bitgridai-replay .context=${t} .opened=${this.route.opened}></bitgridai-replay>`;case"policies":return o`<bitgridai-policies .context=${t}></bitgridai-policies>`;case"exports":return o`<bitgridai-exports .context=${t}></bitgridai-exports>`}}};z.styles=[v,y`
      .page {
        max-width: 1080px;
        margin: 0 auto;
        padding: 20px 20px 48px;
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 20px;
      }
      header {
        display: flex;
        align-items: center;
        gap: 12px;
      }
      header img {
        width: 40px;
        height: 40px;
        display: block;
      }
      h1 {
        font-size: 1.25rem;
        font-weight: 600;
        line-height: 1.2;
        letter-spacing: -0.01em;
      }
      .languages {
        display: flex;
        background: var(--sunk);
        border-radius: 10px;
        padding: 3px;
      }
      .languages button {
        min-height: 34px;
        padding: 2px 12px;
        border-radius: 8px;
        background: none;
        font-size: 0.8125rem;
      }
      .languages button[aria-pressed="true"] {
        background: var(--sheet);
        border-color: var(--line);
      }
      nav ul {
        display: flex;
        gap: 4px;
        border-block-end: 1px solid var(--line);
      }
      nav a {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 46px;
        padding: 8px 16px;
        color: var(--dim);
        text-decoration: none;
        font-weight: 500;
        border-radius: 10px 10px 0 0;
        border-block-end: 2px solid transparent;
        margin-block-end: -1px;
      }
      nav a:hover {
        color: var(--ink);
      }
      nav a[aria-current] {
        color: var(--accent);
        border-color: var(--accent);
      }
      main:focus {
        outline: none;
      }
      @media (max-width: 600px) {
        header p {
          display: none;
        }
        .page {
          padding: 14px 12px 40px;
          gap: 14px;
        }
        nav li {
          flex: 1;
        }
        nav a {
          flex-direction: column;
          gap: 2px;
          padding: 8px 2px;
          font-size: 0.8125rem;
        }
      }
    `];se([c()],z.prototype,"language",2);se([c()],z.prototype,"route",2);se([c()],z.prototype,"agent",2);se([c()],z.prototype,"archives",2);se([c()],z.prototype,"error",2);z=se([w("bitgridai-page")],z);function $r(){try{return localStorage.getItem(es)??""}catch{return""}}
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
