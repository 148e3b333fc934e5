// Streamlit's own controls speak English only. This says their texts in the page's language, as they come and go.
((texts) => {
  const ATTRIBUTES = ["aria-label", "placeholder", "title"];
  // What people wrote and what our own pages say is left alone, also where it happens to be an English word.
  const OURS = "[data-testid=stMarkdownContainer], [data-testid=stHtml], textarea, script, style";
  const STREAMLITS = "[data-testid=stFileUploaderDropzone]"; // its button wears the same clothes as our texts
  const patterns = Object.fromEntries(
    Object.entries(texts).map(([language, pairs]) => [
      language,
      pairs.map(([english, words]) => {
        const [before, after] = english.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
        return [new RegExp(after === undefined ? `^${before}$` : `^${before}(.+)${after}$`), words];
      }),
    ]),
  );
  const said = new WeakMap(); // node -> what stood there in English, and what we put in its place

  const inWords = (english) => {
    const own = patterns[document.documentElement.lang];
    if (!own) return english;
    for (const [pattern, words] of own) {
      const found = english.match(pattern);
      if (found) return words.replace(/\{\w+\}/, () => found[1].replace(/^(\d+)([KMG]B)$/, "$1\u00a0$2"));
    }
    return english;
  };

  const mend = (node, place, read, write) => {
    const now = read();
    if (!now) return;
    const known = said.get(node)?.[place];
    const english = known && known.shown === now ? known.english : now.trim();
    const shown = inWords(english);
    if (shown === now || (shown === english && english === now.trim())) return;
    said.set(node, { ...said.get(node), [place]: { english, shown } });
    write(shown);
  };

  const mendText = (node) => {
    const around = node.parentElement;
    if (around && (around.closest(STREAMLITS) || !around.closest(OURS))) {
      mend(node, "text", () => node.nodeValue, (words) => (node.nodeValue = words));
    }
  };

  const mendElement = (element) => {
    for (const name of ATTRIBUTES) {
      if (element.hasAttribute(name)) {
        mend(element, name, () => element.getAttribute(name), (words) => element.setAttribute(name, words));
      }
    }
  };

  const mendAll = (root) => {
    if (root.nodeType === Node.TEXT_NODE) mendText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    mendElement(root);
    root.querySelectorAll(ATTRIBUTES.map((name) => `[${name}]`).join()).forEach(mendElement);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) mendText(walker.currentNode);
  };

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.target === document.documentElement) mendAll(document.body);
      else if (change.type === "childList") change.addedNodes.forEach(mendAll);
      else if (change.type === "attributes") mendElement(change.target);
      else mendText(change.target);
    }
  }).observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: [...ATTRIBUTES, "lang"],
  });
})(TEXTS);
