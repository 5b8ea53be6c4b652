// SPDX-License-Identifier: GPL-3.0-or-later
// What can be measured of how a page looks and is used, inside custom elements too. install() runs in the
// page, and leaves its functions there as window.looks; each gives what is wrong, in one line each.

export function install() {
  const deep = (root = document) => [...root.querySelectorAll('*')]
    .flatMap((node) => [node, ...(node.shadowRoot === null ? [] : deep(node.shadowRoot))]);
  const roots = () => [document, ...deep().map((node) => node.shadowRoot).filter((root) => root !== null)];
  const above = (node) => node.parentElement ?? node.getRootNode().host ?? null;
  const upwards = (node) => (node === null ? [] : [node, ...upwards(above(node))]);
  const say = (node) => [node.localName, node.id && `#${node.id}`, ...[...node.classList].map((one) => `.${one}`)].join('');
  const style = (node, pseudo) => getComputedStyle(node, pseudo);

  /* Whether people can see it: not what is there only to be read out. */
  const isSeen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && upwards(node).every((one) => style(one).clipPath !== 'inset(50%)');
  const isField = (node) => ['input', 'select', 'option', 'optgroup', 'textarea'].includes(node.localName);
  const clips = (node) => style(node).overflowX !== 'visible' || style(node).overflowY !== 'visible';

  /* A box without what is cut off of it by these elements, and all around them. */
  const cut = (box, node) => upwards(node).filter((one) => clips(one) && one !== document.documentElement && one !== document.body)
    .map((one) => one.getBoundingClientRect()).reduce((left, by) => ({
      left: Math.max(left.left, by.left), right: Math.min(left.right, by.right),
      top: Math.max(left.top, by.top), bottom: Math.min(left.bottom, by.bottom),
    }), { left: box.left, right: box.right, top: box.top, bottom: box.bottom });
  const isEmpty = (box) => box.right - box.left < 1 || box.bottom - box.top < 1;

  /* All texts: { node, text, lines, boxes }; the boxes are the lines as far as they are to be seen. */
  const texts = () => deep().filter((node) => !['script', 'style', 'option', 'optgroup'].includes(node.localName) && isSeen(node))
    .flatMap((node) => [...node.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE && child.data.trim() !== '')
      .map((child) => {
        const range = document.createRange();
        range.selectNodeContents(child);
        const lines = [...range.getClientRects()];
        return { node, text: child.data, lines, boxes: lines.map((box) => cut(box, node)).filter((box) => !isEmpty(box)) };
      }));

  /* What stands out of the page, what its own box cuts off, and what has to be moved sideways to be read. */
  const outside = () => deep().filter((node) => isSeen(node) && !isField(node)).flatMap((node) => {
    const box = cut(node.getBoundingClientRect(), above(node));
    const wide = !isEmpty(box) && (box.left < -1 || box.right > document.documentElement.clientWidth + 1);
    const lost = clips(node) && node !== document.documentElement && node !== document.body && node.scrollWidth > node.clientWidth + 1;
    const low = style(node).overflowY === 'hidden' && node.scrollHeight > node.clientHeight + 1;
    return [wide ? `${say(node)} stands out of the page: ${box.left} to ${box.right}` : '',
      lost ? `${say(node)} cuts off ${node.scrollWidth - node.clientWidth} px at its side` : '',
      low ? `${say(node)} cuts off ${node.scrollHeight - node.clientHeight} px below` : ''];
  }).concat(document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth} of ${innerWidth} px`] : [])
    .filter((text) => text !== '');

  /* Two boxes are on each other, not only their spare room above and below the letters. */
  const meet = (a, b) => {
    const room = Math.min(a.bottom - a.top, b.bottom - b.top) / 2;
    return Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > room;
  };

  const isPart = (a, b) => upwards(a).includes(b) || upwards(b).includes(a);

  /* Texts and controls that lie on others; what is below a dialog, or below what floats, is not meant. */
  const overlaps = () => {
    const open = deep().find((node) => node.localName === 'dialog' && node.open);
    const floats = (node) => upwards(node).some((one) => one.matches('.jump') || (open !== undefined && one === open));
    const boxes = texts().flatMap(({ node, text, boxes: lines }) => lines.map((box) => ({ node, text, box })))
      .concat(deep().filter((node) => node.matches('button, .button, input, select, textarea') && isSeen(node))
        .map((node) => ({ node, text: say(node), box: cut(node.getBoundingClientRect(), above(node)) })).filter(({ box }) => !isEmpty(box)))
      .filter(({ node }) => !floats(node));
    const found = boxes.flatMap((one, index) => boxes.slice(index + 1)
      .filter((other) => one.node !== other.node && !isPart(one.node, other.node) && meet(one.box, other.box))
      .map((other) => `"${one.text.slice(0, 40)}" and "${other.text.slice(0, 40)}" lie on each other`));
    return [...new Set(found)];
  };

  /* Texts with more characters in a line than eyes find back from. */
  const longLines = (most) => texts().filter(({ lines }) => lines.length > 1).flatMap(({ node, text, lines }) => {
    const widths = lines.map(({ width }) => width);
    const longest = Math.round(text.length * Math.max(...widths) / widths.reduce((sum, width) => sum + width, 0));
    return longest > most ? [`${say(node)} has ${longest} characters in a line: "${text.slice(0, 40)}"`] : [];
  });

  const seconds = (list) => list.split(',').some((one) => Number.parseFloat(one) > 0);
  const motion = () => [
    ...roots().flatMap((root) => root.getAnimations()).map((one) => `an animation runs: ${one.animationName ?? one.transitionProperty}`),
    ...deep().flatMap((node) => [null, '::before', '::after'].map((pseudo) => {
      const { animationName, transitionDuration, scrollBehavior } = style(node, pseudo);
      const moves = animationName !== 'none' || seconds(transitionDuration) || scrollBehavior === 'smooth';
      return moves ? `${say(node)}${pseudo ?? ''} moves: ${animationName}, ${transitionDuration}, ${scrollBehavior}` : '';
    })).filter((text) => text !== '')];

  /* Once nothing moves any more that comes to an end. */
  const rest = () => Promise.all(roots().flatMap((root) => root.getAnimations())
    .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime))
    .map((one) => one.finished.catch(() => undefined))).then(() => undefined);

  /* Any colour of CSS as red, green, blue and alpha. */
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [red, green, blue] = rgba(colour).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const behind = (node) => {
    const filled = upwards(node).map((one) => style(one).backgroundColor).find((colour) => rgba(colour)[3] > 250);
    return filled ?? (matchMedia('(prefers-color-scheme: dark)').matches ? '#121212' : '#fff');
  };

  const keyboardAt = () => {
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement)
      node = node.shadowRoot.activeElement;
    return node;
  };
  const at = (x, y) => {
    let node = document.elementFromPoint(x, y);
    while (node?.shadowRoot && node.shadowRoot.elementFromPoint(x, y) !== null && node.shadowRoot.elementFromPoint(x, y) !== node)
      node = node.shadowRoot.elementFromPoint(x, y);
    return node;
  };

  /* What has the keyboard: { stop, problems }, the stop being null outside of the page. */
  const focus = () => {
    const node = keyboardAt();
    if (node === null || node === document.body || node === document.documentElement)
      return { stop: null, problems: [] };
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = style(node);
    const box = cut(node.getBoundingClientRect(), above(node));
    const view = { left: Math.max(0, box.left), right: Math.min(innerWidth, box.right), top: Math.max(0, box.top), bottom: Math.min(innerHeight, box.bottom) };
    const ring = contrast(outlineColor, behind(Number.parseFloat(outlineOffset) < 0 ? node : above(node)));
    const points = [0.25, 0.5, 0.75].flatMap((x) => [0.25, 0.5, 0.75].map((y) => [view.left + x * (view.right - view.left), view.top + y * (view.bottom - view.top)]));
    const over = points.map(([x, y]) => at(x, y)).filter((hit) => hit !== null && !isPart(hit, node));
    const problems = [
      outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2 ? 'has no ring' : '',
      ring < 3 ? `has a ring with a contrast of ${ring.toFixed(1)}` : '',
      isEmpty(view) ? 'is out of sight' : '',
      node.getClientRects().length === 1 && over.length > 0 ? `is below ${say(over[0])}` : '',
    ];
    return { stop: say(node), problems: problems.filter((text) => text !== '').map((text) => `${say(node)} "${node.textContent.slice(0, 30)}" ${text}`) };
  };

  /* Notes what live regions say: once a change, what is in them then; of a log, what was added. */
  const heard = [];
  const LIVE = '[role="status"], [role="alert"]';
  const listen = () => {
    const watched = new WeakSet();
    const observer = new MutationObserver((changes) => {
      const regions = new Set();
      for (const { target, addedNodes } of changes) {
        for (const region of upwards(target.nodeType === Node.TEXT_NODE ? target.parentElement : target.host ?? target).filter((one) => one.matches(LIVE)))
          regions.add(region);
        for (const node of [...addedNodes].filter((one) => one.nodeType === Node.ELEMENT_NODE))
          for (const region of [node, ...node.querySelectorAll('*')].filter((one) => one.matches(LIVE)))
            regions.add(region);
      }
      for (const region of regions)
        if (region.isConnected && isSeen(region) && region.textContent !== '')
          heard.push(region.textContent);
      watch();
    });
    const watch = () => {
      for (const root of roots().filter((one) => !watched.has(one))) {
        watched.add(root);
        observer.observe(root, { subtree: true, childList: true, characterData: true });
      }
    };
    watch();
  };

  window.looks = { outside, overlaps, longLines, motion, rest, focus, listen, heard, contrast, behind, style, find: (selector) => deep().filter((node) => node.matches(selector) && isSeen(node)) };
}
