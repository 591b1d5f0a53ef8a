// Values as Grafana writes them in the units of the boards.
const SHORT = ['', ' K', ' Mil', ' Bil', ' Tri'];
const BINARY = [' B', ' KiB', ' MiB', ' GiB', ' TiB'];
const TIMES = [
  [86400, ' day'],
  [3600, ' hour'],
  [60, ' min'],
  [1, ' s'],
  [1e-3, ' ms'],
  [1e-6, ' µs'],
];

/** At most three digits behind the point, and none that is not needed. */
function digits(value) {
  const size = Math.abs(value);
  const places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return String(Number(value.toFixed(places)));
}

function scaled(value, base, names) {
  let at = 0;
  while (Math.abs(value) >= base && at < names.length - 1) {
    value /= base;
    at++;
  }
  return digits(value) + names[at];
}

function time(seconds) {
  const [size, name] = TIMES.find(([least]) => Math.abs(seconds) >= least) || [1, ' s'];
  const text = digits(seconds / size);
  return text + name + (size >= 3600 && text !== '1' ? 's' : '');
}

const UNITS = {
  short: value => scaled(value, 1000, SHORT),
  percentunit: value => digits(100 * value) + '%',
  currencyUSD: value => (value < 0 ? '-$' : '$') + scaled(Math.abs(value), 1000, SHORT),
  s: time,
  ms: value => time(value / 1000),
  bytes: value => scaled(value, 1024, BINARY),
  Bps: value => scaled(value, 1024, BINARY) + '/s',
};

/** The text of a value; a unit that is not known is an error, so that no picture shows a wrong one. */
function format(unit, value) {
  if (!UNITS[unit]) throw new Error('no such unit: ' + unit);
  return UNITS[unit](value);
}

module.exports = {format};
