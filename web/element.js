// Where other views take the makers of elements from: the talk has loaded them already.

export { byId, element } from "./talk.js";
