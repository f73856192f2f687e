// The page as a static host serves it, for the tests. `replaced` gives other contents for some paths, `folder` is another
// folder than www/, `headers` are sent with every file, and `asked` has the paths that were asked for.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

export const WWW = fileURLToPath(new URL("../../www/", import.meta.url));

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".json": "application/json", ".md": "text/markdown; charset=utf-8", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm",
};

export async function serve({ replaced = {}, folder = WWW, port = 0, headers = {} } = {}) {
  const asked = [];
  const root = normalize(join(folder, "/"));
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://page").pathname).replace(/\/$/, "/index.html");
    asked.push(path);
    try {
      const file = normalize(join(root, path));
      if (!file.startsWith(root)) throw new Error("outside of the page");
      const change = replaced[path];
      if (change === null) throw new Error("taken away");
      const body = change ?? await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "cache-control": "no-store", ...headers });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    asked,
    port: server.address().port,
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}
