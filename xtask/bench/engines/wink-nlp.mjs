// Sentences, parts of speech and the entities that it knows (times and numbers), read out.
export async function load() {
  const [{ default: winkNLP }, { default: model }] = await Promise.all([
    import("wink-nlp"),
    import("wink-eng-lite-web-model"),
  ]);
  const nlp = winkNLP(model, ["sbd", "pos", "ner"]);
  const { its } = nlp;
  return (text) => {
    const doc = nlp.readDoc(text);
    return doc.entities().out(its.detail).length + doc.tokens().out(its.pos).length;
  };
}
