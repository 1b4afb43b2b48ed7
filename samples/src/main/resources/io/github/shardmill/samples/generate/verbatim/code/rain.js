// Decides whether to take an umbrella. Correct half of the time, twice a day.
const forecast = ["drizzle", "puddles", "frogs", "sun (unconfirmed)"];

export function umbrellaNeeded(weather, { optimist = false } = {}) {
  if (weather === "frogs") return "a bigger one";
  return !optimist && weather !== "sun (unconfirmed)";
}

for (const weather of forecast) {
  console.log(`${weather}: ${umbrellaNeeded(weather)}`);
}
