'use strict';

// Draws the plots from the data in the page. Whatever goes wrong, the tables stay: plots show only
// while the root element carries data-plots, which ends up "drawn" or is taken away again.
(() => {
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById('plot-data').textContent);
  const charts = [];

  const ROW_PIXELS = 24;
  const AXIS_PIXELS = 34;
  const MAX_LABEL_LETTERS = 34;
  const PIXELS_PER_LABEL_LETTER = 14;
  const NAMED_COLOURS = ['ink', 'soft', 'grid', 'paper', 'accent', 'accent-soft', 'second', 'second-soft', 'bad', 'doubtful'];

  function colours() {
    const style = getComputedStyle(root);
    return Object.fromEntries(NAMED_COLOURS.map((name) => [name, style.getPropertyValue('--' + name).trim()]));
  }

  const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
  const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

  function elapsed(seconds) {
    const two = (n) => String(n).padStart(2, '0');
    const s = Math.round(seconds);
    const minutes = Math.floor(s / 60);
    return minutes < 60 ? minutes + ':' + two(s % 60) : Math.floor(minutes / 60) + ':' + two(minutes % 60) + ':' + two(s % 60);
  }

  function shortened(label, plotPixels) {
    const letters = Array.from(label);
    const most = Math.min(MAX_LABEL_LETTERS, Math.floor(plotPixels / PIXELS_PER_LABEL_LETTER));
    // Long types differ at their end.
    const head = Math.floor(most / 4);
    const tail = most - head - 1;
    return letters.length <= most ? label : letters.slice(0, head).join('') + '…' + letters.slice(-tail).join('');
  }

  // A step that reads well on a clock, for at most eight marks on the axis.
  function timeStep(seconds) {
    const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];
    return steps.find((step) => seconds / step <= 8) || Math.ceil(seconds / 8);
  }

  function axis(theme, more) {
    return Object.assign(
        { beginAtZero: true, border: { display: false }, grid: { color: theme.grid, drawTicks: false }, ticks: { color: theme.soft, padding: 6 } },
        more);
  }

  function options(theme, scales, more) {
    return Object.assign(
        {
          animation: false,
          responsive: true,
          maintainAspectRatio: false,
          scales,
          plugins: {
            legend: { display: false },
            tooltip: {
              backgroundColor: theme.ink, titleColor: theme.paper, bodyColor: theme.paper,
              cornerRadius: 3, displayColors: false, padding: 8,
            },
          },
        },
        more);
  }

  function timeline(theme, measure, colour, words) {
    const points = data.throughput;
    const end = points[points.length - 1].second;
    const config = {
      type: 'line',
      data: {
        datasets: [{
          data: points.map((point) => ({ x: point.second, y: point[measure] })),
          borderColor: theme[colour], backgroundColor: theme[colour + '-soft'], fill: true,
          borderWidth: 1.5, pointRadius: points.length === 1 ? 3 : 0, pointHitRadius: 12,
        }],
      },
      options: options(theme, {
        x: axis(theme, {
          type: 'linear', max: Math.max(end, 1), grid: { display: false },
          ticks: { color: theme.soft, padding: 6, maxRotation: 0, includeBounds: false, stepSize: timeStep(Math.max(end, 1)), callback: elapsed },
        }),
        y: axis(theme, { ticks: { color: theme.soft, padding: 6, maxTicksLimit: 6, callback: (n) => compact.format(n) } }),
      }, { interaction: { mode: 'nearest', axis: 'x', intersect: false } }),
    };
    config.options.plugins.tooltip.callbacks = {
      title: (items) => 'at ' + elapsed(items[0].parsed.x),
      label: (item) => plain.format(item.parsed.y) + ' ' + words,
    };
    return config;
  }

  function bars(theme, rows, sets, more) {
    const direction = more.horizontal ? 'y' : 'x';
    const names = axis(theme, {
      stacked: true, grid: { display: false },
      ticks: {
        color: theme.ink, padding: 6, autoSkip: !more.horizontal, maxRotation: 0,
        callback(i) { return shortened(rows[i].tick || rows[i].name, this.chart.width); },
      },
    });
    const amounts = axis(theme, {
      stacked: true,
      ticks: { color: theme.soft, padding: 6, maxTicksLimit: 6, maxRotation: 0, precision: more.whole ? 0 : undefined, callback: (n) => compact.format(n) },
    });
    const config = {
      type: 'bar',
      data: {
        labels: rows.map((row) => row.name),
        datasets: sets.map((set) => ({
          // A count of a few among thousands still shows; none at all does not.
          label: set.words, data: rows.map((row) => set.value(row) || null), backgroundColor: set.colour, minBarLength: 2,
          maxBarThickness: more.dense ? undefined : 36, barPercentage: more.dense ? 0.98 : 0.8, categoryPercentage: more.dense ? 0.96 : 0.9,
        })),
      },
      options: options(theme, more.horizontal ? { x: amounts, y: names } : { x: names, y: amounts }, {
        indexAxis: direction, interaction: { mode: 'index', axis: direction, intersect: false },
      }),
    };
    config.options.plugins.tooltip.callbacks = {
      label: (item) => plain.format(item.raw) + ' ' + item.dataset.label,
    };
    return config;
  }

  function typeFiles(theme) {
    return bars(theme, data.types, [
      { words: 'files', value: (row) => row.good, colour: theme.accent },
      { words: 'failed', value: (row) => row.failed, colour: theme.bad },
    ], { horizontal: true, whole: true });
  }

  function outcomes(theme) {
    const colour = data.outcomes.map((row) => (row.failed ? theme.bad : theme.doubtful));
    return bars(theme, data.outcomes, [{ words: 'files', value: (row) => row.files, colour }], { horizontal: true, whole: true });
  }

  const PLOTS = {
    'files-per-second': (theme) => timeline(theme, 'files', 'accent', 'files/s'),
    'megabytes-per-second': (theme) => timeline(theme, 'megabytes', 'second', 'MB/s'),
    'stages': (theme) => bars(theme, data.stages,
        [{ words: 's', value: (row) => row.seconds, colour: theme.accent }], { horizontal: true }),
    'shards': (theme) => bars(theme, data.shards,
        [{ words: 'documents', value: (row) => row.documents, colour: theme.accent }], { whole: true }),
    'type-files': typeFiles,
    'type-megabytes': (theme) => bars(theme, data.types,
        [{ words: 'MB', value: (row) => row.megabytes, colour: theme.second }], { horizontal: true }),
    'sizes': (theme) => bars(theme, data.sizes,
        [{ words: 'files', value: (row) => row.files, colour: theme.accent }], { whole: true, dense: true }),
    'outcomes': outcomes,
  };

  function draw() {
    charts.splice(0).forEach((chart) => chart.destroy());
    const theme = colours();
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.font.size = 12;
    for (const [id, config] of Object.entries(PLOTS)) {
      const canvas = document.getElementById('plot-' + id);
      if (canvas) {
        const settings = config(theme);
        if (settings.options.indexAxis === 'y') {
          canvas.parentElement.style.height = settings.data.labels.length * ROW_PIXELS + AXIS_PIXELS + 'px';
        }
        charts.push(new Chart(canvas, settings));
      }
    }
  }

  try {
    root.dataset.plots = 'drawing';
    draw();
    root.dataset.plots = 'drawn';
    root.dataset.plotCount = charts.length;
  } catch (error) {
    delete root.dataset.plots;
    throw error;
  }

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  matchMedia('print').addEventListener('change', draw);
  addEventListener('beforeprint', () => charts.forEach((chart) => chart.resize()));
})();
