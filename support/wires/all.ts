// The wires that there are, a folder and a line each. Nothing else knows a wire by name.

export { HTTP_JSON } from './http-json/wire';
export { MEMORY } from './memory/wire';
export { PLUGIN } from './plugin/wire';
export { SIP } from './sip/wire';
