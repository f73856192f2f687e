// Sentences with tags, people and places, read out.
export async function load() {
  const { default: nlp } = await import("compromise");
  return (text) => {
    const doc = nlp(text);
    return doc.json().length + doc.people().json().length + doc.places().json().length;
  };
}
