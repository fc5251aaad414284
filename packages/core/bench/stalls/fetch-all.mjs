// Reads all files of an atlas that is served, several at once, as often as it is told.
const [url, rounds] = process.argv.slice(2);
process.send('ready');
await new Promise((resolve) => process.once('message', resolve));
const manifest = await (await fetch(`${url}/atlas/manifest.json`)).json();
const names = Object.values(manifest.kinds).flatMap(({ shards }) => shards.map(({ name }) => name));
for (let round = 0; round < Number(rounds); round++) {
  const left = [...names];
  const reader = async () => {
    for (let name = left.pop(); name !== undefined; name = left.pop()) {
      const answer = await fetch(`${url}/atlas/data/${name}`);
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      for await (const _ of answer.body);
    }
  };
  await Promise.all(Array.from({ length: 6 }, reader));
}
process.disconnect();
