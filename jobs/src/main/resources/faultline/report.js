'use strict';
// Tables that can be sorted and filtered. All rows are in the page already; nothing is loaded.
(() => {
  const FILTER_FROM = 9;
  const UNKNOWN = '-';

  const isNumber = (th) => th.classList.contains('number');

  function compare(a, b, numeric) {
    if (!numeric) {
      return a.localeCompare(b, 'en', { numeric: true });
    }
    const [x, y] = [a, b].map((text) => Number(text.replaceAll(',', '')));
    return Number.isNaN(x) || Number.isNaN(y) ? Number.isNaN(x) - Number.isNaN(y) : x - y;
  }

  function sort(table, th, ascending) {
    const column = th.cellIndex;
    const body = table.tBodies[0];
    const text = (row) => row.cells[column].textContent;
    const rows = [...body.rows].sort((a, b) => {
      // What is not known comes last, whatever the order.
      const unknown = (text(a) === UNKNOWN) - (text(b) === UNKNOWN);
      return unknown || (ascending ? 1 : -1) * compare(text(a), text(b), isNumber(th));
    });
    body.append(...rows);
    for (const other of table.querySelectorAll('th')) {
      other.removeAttribute('aria-sort');
    }
    th.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
  }

  function makeSortable(table) {
    for (const th of table.querySelectorAll('th')) {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...th.childNodes);
      th.append(button);
      button.addEventListener('click', () => {
        const sorted = th.getAttribute('aria-sort');
        // The largest number is what people look for first.
        sort(table, th, sorted ? sorted === 'descending' : !isNumber(th));
      });
    }
  }

  function makeFilterable(table) {
    const rows = [...table.tBodies[0].rows];
    const title = table.closest('section').querySelector('h2').textContent;
    const input = document.createElement('input');
    input.type = 'search';
    input.placeholder = 'Filter';
    input.setAttribute('aria-label', `Filter the rows of ${title}`);
    const count = document.createElement('output');
    input.addEventListener('input', () => {
      const wanted = input.value.toLowerCase().split(/\s+/);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !wanted.every((word) => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = input.value ? `${shown} of ${rows.length} rows` : '';
    });
    const box = document.createElement('div');
    box.className = 'filter';
    box.append(input, count);
    table.parentElement.before(box);
  }

  for (const table of document.querySelectorAll('table')) {
    if (table.tBodies[0].rows.length > 1) {
      makeSortable(table);
    }
    if (table.tBodies[0].rows.length >= FILTER_FROM) {
      makeFilterable(table);
    }
  }
})();
