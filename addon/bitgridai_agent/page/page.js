const R=globalThis,st=R.ShadowRoot&&(R.ShadyCSS===void 0||R.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,rt=Symbol(),lt=new WeakMap;let xt=class{constructor(t,e,s){if(this._$cssResult$=!0,s!==rt)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=e}get styleSheet(){let t=this.o;const e=this.t;if(st&&t===void 0){const s=e!==void 0&&e.length===1;s&&(t=lt.get(e)),t===void 0&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),s&&lt.set(e,t))}return t}toString(){return this.cssText}};const Pt=i=>new xt(typeof i=="string"?i:i+"",void 0,rt),N=(i,...t)=>{const e=i.length===1?i[0]:t.reduce((s,r,n)=>s+(a=>{if(a._$cssResult$===!0)return a.cssText;if(typeof a=="number")return a;throw Error("Value passed to 'css' function must be a 'css' function result: "+a+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(r)+i[n+1],i[0]);return new xt(e,i,rt)},Ot=(i,t)=>{if(st)i.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(const e of t){const s=document.createElement("style"),r=R.litNonce;r!==void 0&&s.setAttribute("nonce",r),s.textContent=e.cssText,i.appendChild(s)}},ct=st?i=>i:i=>i instanceof CSSStyleSheet?(t=>{let e="";for(const s of t.cssRules)e+=s.cssText;return Pt(e)})(i):i;const{is:Tt,defineProperty:Dt,getOwnPropertyDescriptor:Ut,getOwnPropertyNames:Nt,getOwnPropertySymbols:zt,getPrototypeOf:It}=Object,Z=globalThis,dt=Z.trustedTypes,Rt=dt?dt.emptyScript:"",jt=Z.reactiveElementPolyfillSupport,P=(i,t)=>i,j={toAttribute(i,t){switch(t){case Boolean:i=i?Rt:null;break;case Object:case Array:i=i==null?i:JSON.stringify(i)}return i},fromAttribute(i,t){let e=i;switch(t){case Boolean:e=i!==null;break;case Number:e=i===null?null:Number(i);break;case Object:case Array:try{e=JSON.parse(i)}catch{e=null}}return e}},nt=(i,t)=>!Tt(i,t),pt={attribute:!0,type:String,converter:j,reflect:!1,useDefault:!1,hasChanged:nt};Symbol.metadata??=Symbol("metadata"),Z.litPropertyMetadata??=new WeakMap;let A=class extends HTMLElement{static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(t,e=pt){if(e.state&&(e.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((e=Object.create(e)).wrapped=!0),this.elementProperties.set(t,e),!e.noAccessor){const s=Symbol(),r=this.getPropertyDescriptor(t,s,e);r!==void 0&&Dt(this.prototype,t,r)}}static getPropertyDescriptor(t,e,s){const{get:r,set:n}=Ut(this.prototype,t)??{get(){return this[e]},set(a){this[e]=a}};return{get:r,set(a){const h=r?.call(this);n?.call(this,a),this.requestUpdate(t,h,s)},configurable:!0,enumerable:!0}}static getPropertyOptions(t){return this.elementProperties.get(t)??pt}static _$Ei(){if(this.hasOwnProperty(P("elementProperties")))return;const t=It(this);t.finalize(),t.l!==void 0&&(this.l=[...t.l]),this.elementProperties=new Map(t.elementProperties)}static finalize(){if(this.hasOwnProperty(P("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(P("properties"))){const e=this.properties,s=[...Nt(e),...zt(e)];for(const r of s)this.createProperty(r,e[r])}const t=this[Symbol.metadata];if(t!==null){const e=litPropertyMetadata.get(t);if(e!==void 0)for(const[s,r]of e)this.elementProperties.set(s,r)}this._$Eh=new Map;for(const[e,s]of this.elementProperties){const r=this._$Eu(e,s);r!==void 0&&this._$Eh.set(r,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(t){const e=[];if(Array.isArray(t)){const s=new Set(t.flat(1/0).reverse());for(const r of s)e.unshift(ct(r))}else t!==void 0&&e.push(ct(t));return e}static _$Eu(t,e){const s=e.attribute;return s===!1?void 0:typeof s=="string"?s:typeof t=="string"?t.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(t=>this.enableUpdating=t),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(t=>t(this))}addController(t){(this._$EO??=new Set).add(t),this.renderRoot!==void 0&&this.isConnected&&t.hostConnected?.()}removeController(t){this._$EO?.delete(t)}_$E_(){const t=new Map,e=this.constructor.elementProperties;for(const s of e.keys())this.hasOwnProperty(s)&&(t.set(s,this[s]),delete this[s]);t.size>0&&(this._$Ep=t)}createRenderRoot(){const t=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Ot(t,this.constructor.elementStyles),t}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(t=>t.hostConnected?.())}enableUpdating(t){}disconnectedCallback(){this._$EO?.forEach(t=>t.hostDisconnected?.())}attributeChangedCallback(t,e,s){this._$AK(t,s)}_$ET(t,e){const s=this.constructor.elementProperties.get(t),r=this.constructor._$Eu(t,s);if(r!==void 0&&s.reflect===!0){const n=(s.converter?.toAttribute!==void 0?s.converter:j).toAttribute(e,s.type);this._$Em=t,n==null?this.removeAttribute(r):this.setAttribute(r,n),this._$Em=null}}_$AK(t,e){const s=this.constructor,r=s._$Eh.get(t);if(r!==void 0&&this._$Em!==r){const n=s.getPropertyOptions(r),a=typeof n.converter=="function"?{fromAttribute:n.converter}:n.converter?.fromAttribute!==void 0?n.converter:j;this._$Em=r;const h=a.fromAttribute(e,n.type);this[r]=h??this._$Ej?.get(r)??h,this._$Em=null}}requestUpdate(t,e,s,r=!1,n){if(t!==void 0){const a=this.constructor;if(r===!1&&(n=this[t]),s??=a.getPropertyOptions(t),!((s.hasChanged??nt)(n,e)||s.useDefault&&s.reflect&&n===this._$Ej?.get(t)&&!this.hasAttribute(a._$Eu(t,s))))return;this.C(t,e,s)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(t,e,{useDefault:s,reflect:r,wrapped:n},a){s&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,a??e??this[t]),n!==!0||a!==void 0)||(this._$AL.has(t)||(this.hasUpdated||s||(e=void 0),this._$AL.set(t,e)),r===!0&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}const t=this.scheduleUpdate();return t!=null&&await t,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(const[r,n]of this._$Ep)this[r]=n;this._$Ep=void 0}const s=this.constructor.elementProperties;if(s.size>0)for(const[r,n]of s){const{wrapped:a}=n,h=this[r];a!==!0||this._$AL.has(r)||h===void 0||this.C(r,void 0,n,h)}}let t=!1;const e=this._$AL;try{t=this.shouldUpdate(e),t?(this.willUpdate(e),this._$EO?.forEach(s=>s.hostUpdate?.()),this.update(e)):this._$EM()}catch(s){throw t=!1,this._$EM(),s}t&&this._$AE(e)}willUpdate(t){}_$AE(t){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),this.updated(t)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(t){return!0}update(t){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(t){}firstUpdated(t){}};A.elementStyles=[],A.shadowRootOptions={mode:"open"},A[P("elementProperties")]=new Map,A[P("finalized")]=new Map,jt?.({ReactiveElement:A}),(Z.reactiveElementVersions??=[]).push("2.1.2");const at=globalThis,ut=i=>i,B=at.trustedTypes,gt=B?B.createPolicy("lit-html",{createHTML:i=>i}):void 0,At="$lit$",$=`lit$${Math.random().toFixed(9).slice(2)}$`,Ht="?"+$,Bt=`<${Ht}>`,x=document,O=()=>x.createComment(""),T=i=>i===null||typeof i!="object"&&typeof i!="function",ot=Array.isArray,Ft=i=>ot(i)||typeof i?.[Symbol.iterator]=="function",X=`[ 	
\f\r]`,V=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ft=/-->/g,vt=/>/g,_=RegExp(`>|${X}(?:([^\\s"'>=/]+)(${X}*=${X}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),mt=/'/g,$t=/"/g,Et=/^(?:script|style|textarea|title)$/i,St=i=>(t,...e)=>({_$litType$:i,strings:t,values:e}),l=St(1),Zt=St(2),E=Symbol.for("lit-noChange"),c=Symbol.for("lit-nothing"),yt=new WeakMap,w=x.createTreeWalker(x,129);function Ct(i,t){if(!ot(i)||!i.hasOwnProperty("raw"))throw Error("invalid template strings array");return gt!==void 0?gt.createHTML(t):t}const qt=(i,t)=>{const e=i.length-1,s=[];let r,n=t===2?"<svg>":t===3?"<math>":"",a=V;for(let h=0;h<e;h++){const o=i[h];let p,u,d=-1,v=0;for(;v<o.length&&(a.lastIndex=v,u=a.exec(o),u!==null);)v=a.lastIndex,a===V?u[1]==="!--"?a=ft:u[1]!==void 0?a=vt:u[2]!==void 0?(Et.test(u[2])&&(r=RegExp("</"+u[2],"g")),a=_):u[3]!==void 0&&(a=_):a===_?u[0]===">"?(a=r??V,d=-1):u[1]===void 0?d=-2:(d=a.lastIndex-u[2].length,p=u[1],a=u[3]===void 0?_:u[3]==='"'?$t:mt):a===$t||a===mt?a=_:a===ft||a===vt?a=V:(a=_,r=void 0);const m=a===_&&i[h+1].startsWith("/>")?" ":"";n+=a===V?o+Bt:d>=0?(s.push(p),o.slice(0,d)+At+o.slice(d)+$+m):o+$+(d===-2?h:m)}return[Ct(i,n+(i[e]||"<?>")+(t===2?"</svg>":t===3?"</math>":"")),s]};class D{constructor({strings:t,_$litType$:e},s){let r;this.parts=[];let n=0,a=0;const h=t.length-1,o=this.parts,[p,u]=qt(t,e);if(this.el=D.createElement(p,s),w.currentNode=this.el.content,e===2||e===3){const d=this.el.content.firstChild;d.replaceWith(...d.childNodes)}for(;(r=w.nextNode())!==null&&o.length<h;){if(r.nodeType===1){if(r.hasAttributes())for(const d of r.getAttributeNames())if(d.endsWith(At)){const v=u[a++],m=r.getAttribute(d).split($),I=/([.?@])?(.*)/.exec(v);o.push({type:1,index:n,name:I[2],strings:m,ctor:I[1]==="."?Gt:I[1]==="?"?Jt:I[1]==="@"?Kt:q}),r.removeAttribute(d)}else d.startsWith($)&&(o.push({type:6,index:n}),r.removeAttribute(d));if(Et.test(r.tagName)){const d=r.textContent.split($),v=d.length-1;if(v>0){r.textContent=B?B.emptyScript:"";for(let m=0;m<v;m++)r.append(d[m],O()),w.nextNode(),o.push({type:2,index:++n});r.append(d[v],O())}}}else if(r.nodeType===8)if(r.data===Ht)o.push({type:2,index:n});else{let d=-1;for(;(d=r.data.indexOf($,d+1))!==-1;)o.push({type:7,index:n}),d+=$.length-1}n++}}static createElement(t,e){const s=x.createElement("template");return s.innerHTML=t,s}}function S(i,t,e=i,s){if(t===E)return t;let r=s!==void 0?e._$Co?.[s]:e._$Cl;const n=T(t)?void 0:t._$litDirective$;return r?.constructor!==n&&(r?._$AO?.(!1),n===void 0?r=void 0:(r=new n(i),r._$AT(i,e,s)),s!==void 0?(e._$Co??=[])[s]=r:e._$Cl=r),r!==void 0&&(t=S(i,r._$AS(i,t.values),r,s)),t}class Wt{constructor(t,e){this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=e}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t){const{el:{content:e},parts:s}=this._$AD,r=(t?.creationScope??x).importNode(e,!0);w.currentNode=r;let n=w.nextNode(),a=0,h=0,o=s[0];for(;o!==void 0;){if(a===o.index){let p;o.type===2?p=new z(n,n.nextSibling,this,t):o.type===1?p=new o.ctor(n,o.name,o.strings,this,t):o.type===6&&(p=new Xt(n,this,t)),this._$AV.push(p),o=s[++h]}a!==o?.index&&(n=w.nextNode(),a++)}return w.currentNode=x,r}p(t){let e=0;for(const s of this._$AV)s!==void 0&&(s.strings!==void 0?(s._$AI(t,s,e),e+=s.strings.length-2):s._$AI(t[e])),e++}}class z{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(t,e,s,r){this.type=2,this._$AH=c,this._$AN=void 0,this._$AA=t,this._$AB=e,this._$AM=s,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let t=this._$AA.parentNode;const e=this._$AM;return e!==void 0&&t?.nodeType===11&&(t=e.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(t,e=this){t=S(this,t,e),T(t)?t===c||t==null||t===""?(this._$AH!==c&&this._$AR(),this._$AH=c):t!==this._$AH&&t!==E&&this._(t):t._$litType$!==void 0?this.$(t):t.nodeType!==void 0?this.T(t):Ft(t)?this.k(t):this._(t)}O(t){return this._$AA.parentNode.insertBefore(t,this._$AB)}T(t){this._$AH!==t&&(this._$AR(),this._$AH=this.O(t))}_(t){this._$AH!==c&&T(this._$AH)?this._$AA.nextSibling.data=t:this.T(x.createTextNode(t)),this._$AH=t}$(t){const{values:e,_$litType$:s}=t,r=typeof s=="number"?this._$AC(t):(s.el===void 0&&(s.el=D.createElement(Ct(s.h,s.h[0]),this.options)),s);if(this._$AH?._$AD===r)this._$AH.p(e);else{const n=new Wt(r,this),a=n.u(this.options);n.p(e),this.T(a),this._$AH=n}}_$AC(t){let e=yt.get(t.strings);return e===void 0&&yt.set(t.strings,e=new D(t)),e}k(t){ot(this._$AH)||(this._$AH=[],this._$AR());const e=this._$AH;let s,r=0;for(const n of t)r===e.length?e.push(s=new z(this.O(O()),this.O(O()),this,this.options)):s=e[r],s._$AI(n),r++;r<e.length&&(this._$AR(s&&s._$AB.nextSibling,r),e.length=r)}_$AR(t=this._$AA.nextSibling,e){for(this._$AP?.(!1,!0,e);t!==this._$AB;){const s=ut(t).nextSibling;ut(t).remove(),t=s}}setConnected(t){this._$AM===void 0&&(this._$Cv=t,this._$AP?.(t))}}class q{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(t,e,s,r,n){this.type=1,this._$AH=c,this._$AN=void 0,this.element=t,this.name=e,this._$AM=r,this.options=n,s.length>2||s[0]!==""||s[1]!==""?(this._$AH=Array(s.length-1).fill(new String),this.strings=s):this._$AH=c}_$AI(t,e=this,s,r){const n=this.strings;let a=!1;if(n===void 0)t=S(this,t,e,0),a=!T(t)||t!==this._$AH&&t!==E,a&&(this._$AH=t);else{const h=t;let o,p;for(t=n[0],o=0;o<n.length-1;o++)p=S(this,h[s+o],e,o),p===E&&(p=this._$AH[o]),a||=!T(p)||p!==this._$AH[o],p===c?t=c:t!==c&&(t+=(p??"")+n[o+1]),this._$AH[o]=p}a&&!r&&this.j(t)}j(t){t===c?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,t??"")}}class Gt extends q{constructor(){super(...arguments),this.type=3}j(t){this.element[this.name]=t===c?void 0:t}}class Jt extends q{constructor(){super(...arguments),this.type=4}j(t){this.element.toggleAttribute(this.name,!!t&&t!==c)}}class Kt extends q{constructor(t,e,s,r,n){super(t,e,s,r,n),this.type=5}_$AI(t,e=this){if((t=S(this,t,e,0)??c)===E)return;const s=this._$AH,r=t===c&&s!==c||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive,n=t!==c&&(s===c||r);r&&this.element.removeEventListener(this.name,this,s),n&&this.element.addEventListener(this.name,this,t),this._$AH=t}handleEvent(t){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)}}class Xt{constructor(t,e,s){this.element=t,this.type=6,this._$AN=void 0,this._$AM=e,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(t){S(this,t)}}const Qt=at.litHtmlPolyfillSupport;Qt?.(D,z),(at.litHtmlVersions??=[]).push("3.3.3");const Yt=(i,t,e)=>{const s=e?.renderBefore??t;let r=s._$litPart$;if(r===void 0){const n=e?.renderBefore??null;s._$litPart$=r=new z(t.insertBefore(O(),n),n,void 0,e??{})}return r._$AI(i),r};const ht=globalThis;class H extends A{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){const t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}update(t){const e=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=Yt(e,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return E}}H._$litElement$=!0,H.finalized=!0,ht.litElementHydrateSupport?.({LitElement:H});const te=ht.litElementPolyfillSupport;te?.({LitElement:H});(ht.litElementVersions??=[]).push("4.2.2");const W=i=>(t,e)=>{e!==void 0?e.addInitializer(()=>{customElements.define(i,t)}):customElements.define(i,t)};const ee={attribute:!0,type:String,converter:j,reflect:!1,hasChanged:nt},ie=(i=ee,t,e)=>{const{kind:s,metadata:r}=e;let n=globalThis.litPropertyMetadata.get(r);if(n===void 0&&globalThis.litPropertyMetadata.set(r,n=new Map),s==="setter"&&((i=Object.create(i)).wrapped=!0),n.set(e.name,i),s==="accessor"){const{name:a}=e;return{set(h){const o=t.get.call(this);t.set.call(this,h),this.requestUpdate(a,o,i,!0,h)},init(h){return h!==void 0&&this.C(a,void 0,i,h),h}}}if(s==="setter"){const{name:a}=e;return function(h){const o=this[a];t.call(this,h),this.requestUpdate(a,o,i,!0,h)}}throw Error("Unsupported decorator location: "+s)};function M(i){return(t,e)=>typeof e=="object"?ie(i,t,e):((s,r,n)=>{const a=r.hasOwnProperty(n);return r.constructor.createProperty(n,s),a?Object.getOwnPropertyDescriptor(r,n):void 0})(i,t,e)}function f(i){return M({...i,state:!0,attribute:!1})}class it extends Error{constructor(t,e,s){super(s),this.status=t,this.code=e,this.detail=s}}class se{constructor(){this.handshake=()=>this.ask("v1/handshake"),this.archives=()=>this.ask("v1/archive"),this.days=t=>this.ask(`v1/archive/${t}/days`),this.policies=t=>this.ask(`v1/archive/${t}/policies`),this.proof=t=>this.ask(`v1/archive/${t}/proof`)}address(t){return new URL(t,document.baseURI).href}async ask(t,e="GET",s){const r={method:e,headers:{"X-BitGridAI":"page"},credentials:"same-origin"};s!==void 0&&(r.body=JSON.stringify(s),r.headers={...r.headers,"Content-Type":"application/json"});let n;try{n=await fetch(this.address(t),r)}catch{throw new it(0,"no_answer","")}const a=await n.json().catch(()=>null);if(n.ok)return a;const{code:h="",detail:o=""}=a??{};throw new it(n.status,String(h),typeof o=="string"?o:JSON.stringify(o))}}function re(i,t){const e=i[t.split("-")[0]??""]??i.en;return(s,r={})=>e[s].replace(/\{(\w+)\}/g,(n,a)=>String(r[a]??n))}const ne={subtitle:"Bewahrt das Archiv, rechnet es nach und exportiert es.",language:"Sprache",language_name:"Deutsch",navigation:"Teile dieser Seite",overview:"Übersicht",replay:"Nachrechnen",policies:"Regeln",exports:"Exporte",loading:"Der Agent wird gefragt …",again:"Noch einmal versuchen",failed:"Das hat nicht geklappt: {why}",refused_no_answer:"Der Agent antwortet nicht. Läuft die App?",refused_too_many_requests:"In kurzer Zeit wurde zu viel gefragt. Bitte kurz warten und dann noch einmal versuchen.",agent:"Agent",version:"Version des Agenten",engine:"Regelwerk",interface:"Schnittstelle",free:"Freier Platz",heard:"In Verbindung mit Home Assistant",quiet:"Home Assistant hat sich zuletzt {ago} gemeldet",not_heard:"Home Assistant hat sich seit dem Start nicht gemeldet",no_archive:"Noch ist nichts archiviert",no_archive_about:"In Home Assistant unter Einstellungen, Geräte & Dienste, BitGridAI diesen Agenten verbinden. Die ersten Einträge kommen innerhalb eines Blocks.",archive:"Archiv",records:"Einträge",days:"Tage",size:"Größe",waiting:"Noch in keiner Datei",all_waiting:"Alle Einträge sind sicher im Journal. Innerhalb einer Stunde kommen sie in Dateien.",days_chart:"Einträge je Tag, {from} bis {to}, {n} Tage",days_span:"{from} bis {to}, bis zu {n} am Tag",day_kept:"{day}: {n} Einträge, {size}",day_going:"{day}: {n} Einträge, {size}, wird gelöscht",day_missing:"{day}: keine Einträge",deletion:"Alles bis {until} ({size}) wird am {at} gelöscht. Wer es behalten will, erhöht die Grenzen in den Optionen der App.",set_aside:"{n} beschädigte Datei(en) wurden beiseitegelegt. Ihre Einträge werden neu geholt, wo Home Assistant sie noch hat.",prove:"Beweisen",proving:"Wird bewiesen …",whole:"Vollständig: {records} Einträge in {files} Dateien, Nummern {first} bis {last}, jede Prüfsumme und jedes Glied der Kette.",ends_in:"Endet mit {hash}",not_whole:"Nicht vollständig: {n} Befund(e)."},ae={subtitle:"Keeps the archive, replays it and exports it.",language:"Language",language_name:"English",navigation:"Parts of this page",overview:"Overview",replay:"Replay",policies:"Policies",exports:"Exports",loading:"Asking the agent …",again:"Try again",failed:"That did not work: {why}",refused_no_answer:"The agent does not answer. Is the app running?",refused_too_many_requests:"Too much was asked in a short time. Wait a little, then try again.",agent:"Agent",version:"Agent version",engine:"Engine",interface:"Interface",free:"Free space",heard:"In touch with Home Assistant",quiet:"Home Assistant last in touch {ago}",not_heard:"Home Assistant has not been in touch since the start",no_archive:"Nothing is archived yet",no_archive_about:"In Home Assistant, open Settings, Devices & services, BitGridAI, and connect this agent. The first records come within a block.",archive:"Archive",records:"Records",days:"Days",size:"Size",waiting:"Not in a file yet",all_waiting:"All records are safe in the journal. They go into files within the hour.",days_chart:"Records by day, {from} to {to}, {n} days",days_span:"{from} to {to}, up to {n} a day",day_kept:"{day}: {n} records, {size}",day_going:"{day}: {n} records, {size}, will be deleted",day_missing:"{day}: no records",deletion:"Everything up to {until} ({size}) will be deleted on {at}. To keep it, raise the limits in the app's options.",set_aside:"{n} damaged file(s) were set aside. Their records are fetched again where Home Assistant still has them.",prove:"Prove it",proving:"Being proven …",whole:"Whole: {records} records in {files} files, numbers {first} to {last}, every checksum and every link of the chain.",ends_in:"Ends in {hash}",not_whole:"Not whole: {n} finding(s)."},U={en:ae,de:ne};function Q(i){return re(U,i)}function oe(i){return i.map(e=>e.toLowerCase().split("-")[0]??"").find(e=>e in U)??"en"}function he(i,t){return t.find(e=>e.toLowerCase().startsWith(`${i}-`))??(i==="en"?"en-GB":i)}var le=Object.defineProperty,ce=(i,t,e,s)=>{for(var r=void 0,n=i.length-1,a;n>=0;n--)(a=i[n])&&(r=a(t,e,r)||r);return r&&le(t,e,r),r};class G extends H{say(t,e){return this.context.say(t,e)}get figures(){return this.context.figures}get api(){return this.context.api}told(t){return t[this.context.language]??t.en??Object.values(t)[0]??""}reason(t){return Mt(t,this.context.say)}}ce([M({attribute:!1})],G.prototype,"context");function Mt(i,t){if(!(i instanceof it))return t("failed",{why:String(i)});const e=`refused_${i.code}`;return e in U.en?t(e):i.detail===""?t("refused_no_answer"):i.detail}class de{constructor(t,e){this.language=t,this.whole=new Intl.NumberFormat(t,{maximumFractionDigits:0}),this.tenths=new Intl.NumberFormat(t,{maximumFractionDigits:1});const s=t.startsWith("en-US")?{}:{hourCycle:"h23"};this.clockTime=new Intl.DateTimeFormat(t,{hour:"2-digit",minute:"2-digit",timeZone:e,...s}),this.dayTime=new Intl.DateTimeFormat(t,{weekday:"short",hour:"2-digit",minute:"2-digit",timeZone:e,...s}),this.dayName=new Intl.DateTimeFormat(t,{weekday:"short",timeZone:e}),this.hours=new Intl.DateTimeFormat("en-GB",{hour:"2-digit",hourCycle:"h23",timeZone:e})}watts(t){return`${bt(this.whole.format(t===0?0:t))} W`}number(t){return bt(this.tenths.format(t))}time(t){return this.clockTime.format(t*1e3)}weekday(t){return this.dayName.format(t*1e3)}hour(t){return Number(this.hours.format(t*1e3))}weekdayTime(t){return this.dayTime.format(t*1e3)}}function bt(i){return i.replace("-","−")}const _t=["B","kB","MB","GB","TB"];class pe extends de{constructor(t,e=Intl.DateTimeFormat().resolvedOptions().timeZone){super(t,e),this.day=new Intl.DateTimeFormat(t,{day:"numeric",month:"short",year:"numeric",timeZone:"UTC"}),this.shortDay=new Intl.DateTimeFormat(t,{day:"numeric",month:"short",timeZone:"UTC"}),this.moment=new Intl.DateTimeFormat(t,{dateStyle:"medium",timeStyle:"short",timeZone:e}),this.distance=new Intl.RelativeTimeFormat(t,{numeric:"auto",style:"long"})}bytes(t){let[e,s]=[t,0];for(;e>=1e3&&s<_t.length-1;)[e,s]=[e/1e3,s+1];return`${s===0||e>=100?this.count(e):this.number(e)} ${_t[s]}`}count(t){return this.fixed(t,0)}fixed(t,e){return new Intl.NumberFormat(this.language,{minimumFractionDigits:e,maximumFractionDigits:e}).format(Object.is(t,-0)?0:t).replace("-","−")}date(t){return this.day.format(new Date(`${t}T00:00:00Z`))}shortDate(t){return this.shortDay.format(new Date(`${t}T00:00:00Z`))}at(t){return this.moment.format(typeof t=="number"?t*1e3:new Date(t))}ago(t,e=Date.now()/1e3){const s=Math.min(0,Math.round(t-e));return s>-60?this.distance.format(0,"second"):s>-3600?this.distance.format(Math.round(s/60),"minute"):s>-86400?this.distance.format(Math.round(s/3600),"hour"):this.distance.format(Math.round(s/86400),"day")}percent(t){return`${this.count(t*100)} %`}}const kt=["overview","replay","policies","exports"];function Y(i){const[t="",e=""]=i.replace(/^#\/?/,"").split("/");return{view:kt.find(s=>s===t)??"overview",opened:e}}function ue(i,t=""){return t===""?`#/${i}`:`#/${i}/${t}`}var ge="M13 14H11V9H13M13 18H11V16H13M1 21H23L12 2L1 21Z",fe="M13,13H11V7H13M13,17H11V15H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z",ve="M20 21H4V10H6V19H18V10H20V21M3 3H21V9H3V3M9.5 11H14.5C14.78 11 15 11.22 15 11.5V13H9V11.5C9 11.22 9.22 11 9.5 11M5 5V7H19V5H5Z",me="M12 2C6.5 2 2 6.5 2 12S6.5 22 12 22 22 17.5 22 12 17.5 2 12 2M10 17L5 12L6.41 10.59L10 14.17L17.59 6.58L19 8L10 17Z",$e="M12,20A8,8 0 0,0 20,12A8,8 0 0,0 12,4A8,8 0 0,0 4,12A8,8 0 0,0 12,20M12,2A10,10 0 0,1 22,12A10,10 0 0,1 12,22C6.47,22 2,17.5 2,12A10,10 0 0,1 12,2M12.5,7V12.25L17,14.92L16.25,16.15L11,13V7H12.5Z",ye="M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z",be="M19,21H8V7H19M19,5H8A2,2 0 0,0 6,7V21A2,2 0 0,0 8,23H19A2,2 0 0,0 21,21V7A2,2 0 0,0 19,5M16,1H4A2,2 0 0,0 2,3V17H4V3H16V1Z",_e="M6,19A2,2 0 0,0 8,21H16A2,2 0 0,0 18,19V7H6V19M8,9H16V19H8V9M15.5,4L14.5,3H9.5L8.5,4H5V6H19V4H15.5Z",we="M5,20H19V18H5M19,9H15V3H9V9H5L12,16L19,9Z",xe="M13.5,8H12V13L16.28,15.54L17,14.33L13.5,12.25V8M13,3A9,9 0 0,0 4,12H1L4.96,16.03L9,12H6A7,7 0 0,1 13,5A7,7 0 0,1 20,12A7,7 0 0,1 13,19C11.07,19 9.32,18.21 8.06,16.94L6.64,18.36C8.27,20 10.5,21 13,21A9,9 0 0,0 22,12A9,9 0 0,0 13,3",Ae="M11,9H13V7H11M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M11,17H13V11H11V17Z",He="M12,17A2,2 0 0,0 14,15C14,13.89 13.1,13 12,13A2,2 0 0,0 10,15A2,2 0 0,0 12,17M18,8A2,2 0 0,1 20,10V20A2,2 0 0,1 18,22H6A2,2 0 0,1 4,20V10C4,8.89 4.9,8 6,8H7V6A5,5 0 0,1 12,1A5,5 0 0,1 17,6V8H18M12,3A3,3 0 0,0 9,6V8H15V6A3,3 0 0,0 12,3Z",Ee="M21,16.5C21,16.88 20.79,17.21 20.47,17.38L12.57,21.82C12.41,21.94 12.21,22 12,22C11.79,22 11.59,21.94 11.43,21.82L3.53,17.38C3.21,17.21 3,16.88 3,16.5V7.5C3,7.12 3.21,6.79 3.53,6.62L11.43,2.18C11.59,2.06 11.79,2 12,2C12.21,2 12.41,2.06 12.57,2.18L20.47,6.62C20.79,6.79 21,7.12 21,7.5V16.5M12,4.15L10.11,5.22L16,8.61L17.96,7.5L12,4.15M6.04,7.5L12,10.85L13.96,9.75L8.08,6.35L6.04,7.5M5,15.91L11,19.29V12.58L5,9.21V15.91M19,15.91V9.21L13,12.58V19.29L19,15.91Z",Se="M8,5.14V19.14L19,12.14L8,5.14Z",Ce="M19,13H13V19H11V13H5V11H11V5H13V11H19V13Z",Me="M12,3C10.73,3 9.6,3.8 9.18,5H3V7H4.95L2,14C1.53,16 3,17 5.5,17C8,17 9.56,16 9,14L6.05,7H9.17C9.5,7.85 10.15,8.5 11,8.83V20H2V22H22V20H13V8.82C13.85,8.5 14.5,7.85 14.82,7H17.95L15,14C14.53,16 16,17 18.5,17C21,17 22.56,16 22,14L19.05,7H21V5H14.83C14.4,3.8 13.27,3 12,3M12,5A1,1 0 0,1 13,6A1,1 0 0,1 12,7A1,1 0 0,1 11,6A1,1 0 0,1 12,5M5.5,10.25L7,14H4L5.5,10.25M18.5,10.25L20,14H17L18.5,10.25Z",ke="M10,17L6,13L7.41,11.59L10,14.17L16.59,7.58L18,9M12,1L3,5V11C3,16.55 6.84,21.74 12,23C17.16,21.74 21,16.55 21,11V5L12,1Z",Le="M19,5V7H15V5H19M9,5V11H5V5H9M19,13V19H15V13H19M9,17V19H5V17H9M21,3H13V9H21V3M11,3H3V13H11V3M21,11H13V21H21V11M11,15H3V21H11V15Z";const Ve={add:Ce,archive:ve,bad:fe,clock:$e,close:ye,copy:be,delete:_e,download:we,exports:Ee,good:me,info:Ae,lock:He,overview:Le,play:Se,policies:Me,prove:ke,replay:xe,warn:ge};function g(i){return l`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${Ve[i]}></path></svg>`}const J=N`
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
    border-radius: 999px;
    padding: 2px 10px;
    font-size: 0.8125rem;
    font-weight: 500;
    white-space: nowrap;
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
`,wt=864e5,Pe=4e3;function Oe(i){const[t,e]=[i[0],i.at(-1)];if(t===void 0||e===void 0)return[];const s=new Map(i.map(n=>[n.day,n])),r=Math.round((Date.parse(e.day)-Date.parse(t.day))/wt)+1;return r>Pe?i:Array.from({length:r},(n,a)=>{const h=new Date(Date.parse(t.day)+a*wt).toISOString().slice(0,10);return s.get(h)??{day:h,records:0,bytes:0}})}var Te=Object.defineProperty,De=Object.getOwnPropertyDescriptor,K=(i,t,e,s)=>{for(var r=s>1?void 0:s?De(t,e):t,n=i.length-1,a;n>=0;n--)(a=i[n])&&(r=(s?a(t,e,r):a(r))||r);return s&&r&&Te(t,e,r),r};const tt=64,et=10,Ue=31;let C=class extends G{constructor(){super(...arguments),this.days=[],this.until="",this.chosen=-1}render(){const i=Oe(this.days),t=Math.max(...i.map(o=>o.records),1),e=i[this.chosen],s=Math.max(i.length,Ue),{figures:r}=this,[n,a]=[i[0]?.day??"",i.at(-1)?.day??""],h=this.say("days_chart",{from:r.date(n),to:r.date(a),n:this.days.length});return l`<figure>
      <svg
        viewBox="0 0 ${s*et} ${tt}"
        preserveAspectRatio="none"
        role="slider"
        tabindex="0"
        aria-label=${h}
        aria-valuemin="1"
        aria-valuemax=${i.length}
        aria-valuenow=${e===void 0?i.length:this.chosen+1}
        aria-valuetext=${this.text(e??i.at(-1))}
        @pointermove=${o=>this.point(o,i.length,s)}
        @pointerleave=${()=>this.chosen=-1}
        @keydown=${o=>this.step(o,i.length)}
        @blur=${()=>this.chosen=-1}
      >
        ${i.map((o,p)=>this.bar(o,p,t))}
      </svg>
      <figcaption class="small dim figure">
        ${e===void 0?this.say("days_span",{from:r.date(n),to:r.date(a),n:r.count(t)}):this.text(e)}
      </figcaption>
    </figure>`}text(i){if(i===void 0)return"";const t=this.figures.date(i.day);return i.records===0?this.say("day_missing",{day:t}):this.say(i.day<=this.until?"day_going":"day_kept",{day:t,n:this.figures.count(i.records),size:this.figures.bytes(i.bytes)})}bar(i,t,e){const s=i.records===0?3:Math.max(4,i.records/e*tt),r=i.records===0?"gap":i.day<=this.until?"going":"";return Zt`<rect class="bar ${r} ${t===this.chosen?"chosen":""}" x=${t*et+1}
      y=${tt-s} width=${et-2} height=${s}></rect>`}point(i,t,e){const s=i.currentTarget.getBoundingClientRect(),r=Math.floor((i.clientX-s.left)/s.width*e);this.chosen=r<t?Math.max(0,r):-1}step(i,t){const e=this.chosen<0?t-1:this.chosen,r={ArrowLeft:e-1,ArrowRight:e+1,PageUp:e-7,PageDown:e+7,Home:0,End:t-1}[i.key];r!==void 0&&(i.preventDefault(),this.chosen=Math.min(t-1,Math.max(0,r)))}};C.styles=[J,N`
      figure {
        margin: 0;
      }
      svg {
        display: block;
        width: 100%;
        height: 64px;
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
      figcaption {
        margin-block-start: 6px;
      }
    `];K([M({attribute:!1})],C.prototype,"days",2);K([M()],C.prototype,"until",2);K([f()],C.prototype,"chosen",2);C=K([W("bitgridai-days")],C);var Ne=Object.defineProperty,ze=Object.getOwnPropertyDescriptor,k=(i,t,e,s)=>{for(var r=s>1?void 0:s?ze(t,e):t,n=i.length-1,a;n>=0;n--)(a=i[n])&&(r=(s?a(t,e,r):a(r))||r);return s&&r&&Ne(t,e,r),r};let y=class extends G{constructor(){super(...arguments),this.days=[],this.proof=null,this.proving=!1,this.error="",this.drawn=""}updated(i){const t=`${this.archive.ledger} ${this.archive.files} ${this.archive.bytes}`;t!==this.drawn&&(this.drawn=t,this.api.days(this.archive.ledger).then(e=>this.days=e,e=>this.error=this.reason(e)))}async prove(){this.proving=!0,this.error="",this.proof=null;try{this.proof=await this.api.proof(this.archive.ledger)}catch(i){this.error=this.reason(i)}this.proving=!1}render(){const{archive:i,figures:t}=this;return l`<section class="stack" aria-labelledby="title">
      <div class="row apart">
        <div class="title">
          <h2 id="title">${this.say("archive")}</h2>
          <p class="dim code">${i.ledger}</p>
        </div>
        <button @click=${this.prove} ?disabled=${this.proving}>
          ${g("prove")}${this.say(this.proving?"proving":"prove")}
        </button>
      </div>
      ${this.notices()}
      <dl class="facts">
        ${this.fact("records",t.count(i.seq))} ${this.fact("days",t.count(this.days.length))}
        ${this.fact("size",t.bytes(i.bytes))} ${this.fact("waiting",t.count(i.waiting))}
      </dl>
      ${this.days.length>1?l`<bitgridai-days
            .context=${this.context}
            .days=${this.days}
            .until=${i.notice?.until_day??""}
          ></bitgridai-days>`:c}
      ${this.days.length===0&&i.waiting>0?l`<p class="dim">${this.say("all_waiting")}</p>`:c}
      <div aria-live="polite">${this.proof===null?c:this.proven(this.proof)}</div>
      ${this.error===""?c:l`<p class="notice bad" role="alert">${g("bad")}${this.error}</p>`}
    </section>`}fact(i,t){return l`<div>
      <dt>${this.say(i)}</dt>
      <dd>${t}</dd>
    </div>`}notices(){const{notice:i,set_aside:t}=this.archive;return l`${i===null?c:l`<div class="notice warn">
          ${g("clock")}
          <p>
            ${this.say("deletion",{until:this.figures.date(i.until_day),size:this.figures.bytes(i.bytes),at:this.figures.at(i.deleted_at)})}
          </p>
        </div>`}
    ${t.length===0?c:l`<div class="notice bad">
          ${g("warn")}
          <div class="stack tight">
            <p>${this.say("set_aside",{n:t.length})}</p>
            <ul class="aside code">
              ${t.map(e=>l`<li>${e}</li>`)}
            </ul>
          </div>
        </div>`}`}proven(i){return i.whole?l`<div class="notice good">
      ${g("good")}
      <div>
        <p>
          ${this.say("whole",{records:this.figures.count(i.records),files:this.figures.count(i.files),first:this.figures.count(i.first_seq??0),last:this.figures.count(i.last_seq)})}
        </p>
        <p class="code dim">${this.say("ends_in",{hash:i.last_hash})}</p>
      </div>
    </div>`:l`<div class="notice bad">
        ${g("bad")}
        <div class="stack tight">
          <p>${this.say("not_whole",{n:i.findings.length+i.more_findings})}</p>
          <ul class="aside code">
            ${i.findings.map(t=>l`<li>${t}</li>`)}
          </ul>
        </div>
      </div>`}};y.styles=[J,N`
      .title {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .aside li + li {
        margin-block-start: 4px;
      }
    `];k([M({attribute:!1})],y.prototype,"archive",2);k([f()],y.prototype,"days",2);k([f()],y.prototype,"proof",2);k([f()],y.prototype,"proving",2);k([f()],y.prototype,"error",2);y=k([W("bitgridai-archive")],y);var Ie=Object.defineProperty,Re=Object.getOwnPropertyDescriptor,Lt=(i,t,e,s)=>{for(var r=s>1?void 0:s?Re(t,e):t,n=i.length-1,a;n>=0;n--)(a=i[n])&&(r=(s?a(t,e,r):a(r))||r);return s&&r&&Ie(t,e,r),r};const je=900;let F=class extends G{render(){const{agent:i,figures:t}=this;return l`<div class="stack">
      <section aria-labelledby="agent" class="stack">
        <div class="row apart">
          <h2 id="agent">${this.say("agent")}</h2>
          ${this.connection()}
        </div>
        <dl class="facts">
          ${this.fact("version",i.version)} ${this.fact("engine",i.engine_version)}
          ${this.fact("interface",String(i.api_version))} ${this.fact("free",t.bytes(i.free_bytes))}
        </dl>
      </section>
      ${this.context.archives.map(e=>l`<bitgridai-archive .context=${this.context} .archive=${e}></bitgridai-archive>`)}
      ${this.context.archives.length===0?this.nothing():c}
    </div>`}connection(){const i=Math.max(...this.context.archives.map(s=>s.heard_at??0),0);if(i===0)return l`<span class="pill">${g("clock")}${this.say("not_heard")}</span>`;const t=Date.now()/1e3-i>je,e=this.say(t?"quiet":"heard",{ago:this.figures.ago(i)});return l`<span class="pill ${t?"warn":"good"}">${g(t?"warn":"good")}${e}</span>`}fact(i,t){return l`<div>
      <dt>${this.say(i)}</dt>
      <dd>${t}</dd>
    </div>`}nothing(){return l`<section class="empty">
      ${g("archive")}
      <h2>${this.say("no_archive")}</h2>
      <p class="dim">${this.say("no_archive_about")}</p>
    </section>`}};F.styles=[J,N`
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
    `];Lt([M({attribute:!1})],F.prototype,"agent",2);F=Lt([W("bitgridai-overview")],F);var Be=Object.defineProperty,Fe=Object.getOwnPropertyDescriptor,L=(i,t,e,s)=>{for(var r=s>1?void 0:s?Fe(t,e):t,n=i.length-1,a;n>=0;n--)(a=i[n])&&(r=(s?a(t,e,r):a(r))||r);return s&&r&&Be(t,e,r),r};const Ze=15e3,Vt="bitgridai-language";let b=class extends H{constructor(){super(...arguments),this.language=oe([qe(),...navigator.languages]),this.route=Y(location.hash),this.agent=null,this.archives=null,this.error=null,this.api=new se,this.moved=!1,this.go=()=>{this.moved||=Y(location.hash).view!==this.route.view,this.route=Y(location.hash)},this.refresh=async()=>{if(!document.hidden)try{[this.agent,this.archives]=await Promise.all([this.api.handshake(),this.api.archives()]),this.error=null}catch(i){this.error=i}}}connectedCallback(){super.connectedCallback(),window.addEventListener("hashchange",this.go),document.addEventListener("visibilitychange",this.refresh),this.timer=setInterval(this.refresh,Ze),this.refresh()}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener("hashchange",this.go),document.removeEventListener("visibilitychange",this.refresh),clearInterval(this.timer)}choose(i){this.language=i;try{localStorage.setItem(Vt,i)}catch{}}updated(){document.documentElement.lang=this.language,this.moved&&(this.moved=!1,this.renderRoot.querySelector("main")?.focus())}render(){const i=Q(this.language);return l`<div class="page">
      <header>
        <img src="./icon.svg" alt="" />
        <div class="grow">
          <h1>BitGridAI Agent</h1>
          <p class="dim small">${i("subtitle")}</p>
        </div>
        <div class="languages" role="group" aria-label=${i("language")}>
          ${Object.keys(U).map(t=>l`<button
              lang=${t}
              aria-pressed=${t===this.language}
              aria-label=${U[t].language_name}
              @click=${()=>this.choose(t)}
            >
              ${t.toUpperCase()}
            </button>`)}
        </div>
      </header>
      <nav aria-label=${i("navigation")}>
        <ul>
          ${kt.map(t=>this.link(t))}
        </ul>
      </nav>
      <main tabindex="-1" aria-label=${i(this.route.view)}>${this.content()}</main>
    </div>`}link(i){const t=i===this.route.view?"page":c;return l`<li>
      <a href=${ue(i)} aria-current=${t}>${g(i)}<span>${Q(this.language)(i)}</span></a>
    </li>`}content(){const i=Q(this.language);if(this.error!==null)return l`<div class="notice bad" role="alert">
        ${g("bad")}
        <div class="stack tight">
          <p>${Mt(this.error,i)}</p>
          <div><button @click=${this.refresh}>${i("again")}</button></div>
        </div>
      </div>`;if(this.agent===null||this.archives===null)return l`<p role="status" class="dim">${i("loading")}</p>`;const t={language:this.language,say:i,figures:new pe(he(this.language,navigator.languages)),api:this.api,archives:this.archives};return this.view(t,this.agent)}view(i,t){return this.route.view==="overview"?l`<bitgridai-overview .context=${i} .agent=${t}></bitgridai-overview>`:l`<p>…</p>`}};b.styles=[J,N`
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
    `];L([f()],b.prototype,"language",2);L([f()],b.prototype,"route",2);L([f()],b.prototype,"agent",2);L([f()],b.prototype,"archives",2);L([f()],b.prototype,"error",2);b=L([W("bitgridai-page")],b);function qe(){try{return localStorage.getItem(Vt)??""}catch{return""}}
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
