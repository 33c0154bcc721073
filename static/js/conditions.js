/* Conditions are chosen by titles. The pickers write the text that they stand for, and only that is sent. */
"use strict";
{
  const choices = JSON.parse(document.getElementById("condition-choices")?.textContent ?? "[]");
  const questions = new Map(choices.map((question) => [question.slug, question]));

  const element = (name, attributes, ...inside) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...inside);
    return made;
  };
  const button = (text, press) => {
    const made = element("button", { type: "button", className: "button", textContent: text });
    made.addEventListener("click", press);
    return made;
  };

  /* Groups of lines, each a question with its answers; nothing where the text is not written as it must be. */
  const read = (text, several) => {
    const groups = (several ? text.split("\n").filter((line) => line.trim()) : [text]).map((group) =>
      group.split(/[\n;]/).filter((line) => line.trim()).map((line) => {
        const [question, answers = ""] = line.split(/:(.*)/).map((part) => part.trim());
        return { question, answers: answers.split(/[\s,]+/).filter(Boolean) };
      }));
    return groups.flat().every(({ question, answers }) => question && answers.length) ? groups : null;
  };

  /* One question, its answers to tick, and what they say together. */
  const makeLine = ({ question, answers }, changed, removed) => {
    const select = element("select", {}, element("option", { value: "", textContent: "Choose a question" }));
    const boxes = element("div", { className: "condition-answers", role: "group" });
    const words = element("summary", {});
    const line = element("details", { className: "condition-line", open: !question });
    if (question && !questions.has(question)) {
      select.append(element("option", { value: question, textContent: `“${question}”: there is no such question` }));
    }
    for (const { slug, text } of questions.values()) select.append(element("option", { value: slug, textContent: text }));
    select.value = question;

    const offer = (ticked) => {
      const known = questions.get(select.value)?.answers ?? [];
      const unknown = ticked.filter((slug) => !known.some((answer) => answer.slug === slug));
      const all = [...known, ...unknown.map((slug) => ({ slug, text: `“${slug}”: there is no such answer` }))];
      boxes.replaceChildren(...all.map(({ slug, text }) => element("label", {},
        element("input", { type: "checkbox", value: slug, checked: ticked.includes(slug) }), ` ${text}`)));
      boxes.setAttribute("aria-label", "Any one of these answers");
    };
    const say = () => {
      const ticked = [...boxes.querySelectorAll(":checked")].map((box) => box.parentElement.textContent.trim());
      const title = select.selectedOptions[0]?.textContent ?? "";
      const missing = select.value ? "Tick an answer: until then this line does not count." : "";
      words.replaceChildren(element("strong", { textContent: title }), ` ${ticked.join(" or ") || missing}`);
    };
    select.addEventListener("change", () => offer([]));
    /* What was ticked before stays in its order, so that a line that was not touched says what it said. */
    let chosen = answers;
    line.addEventListener("change", () => {
      const ticked = [...boxes.querySelectorAll(":checked")].map((box) => box.value);
      chosen = [...chosen.filter((slug) => ticked.includes(slug)), ...ticked.filter((slug) => !chosen.includes(slug))];
      say();
      changed();
    });
    line.append(words, element("label", {}, "Question ", select), boxes,
      button("Take this line out", () => { line.remove(); removed(); }));
    line.value = () => select.value && chosen.length ? `${select.value}: ${chosen.join(", ")}` : "";
    /* A question stands in one line only. */
    line.allow = (used) => {
      for (const option of select.options) option.disabled = option.value !== select.value && used.includes(option.value);
    };
    line.question = () => select.value;
    offer(answers);
    say();
    return line;
  };

  const makePickers = (area) => {
    const several = area.dataset.conditions === "several";
    const groups = read(area.value, several);
    const pickers = element("div", { className: "conditions" });
    const lines = (group) => [...group.querySelectorAll(".condition-line")];
    const all = () => [...pickers.querySelectorAll(".condition-group")];

    const write = () => {
      const texts = all().map((group) => lines(group).map((line) => line.value()).filter(Boolean));
      area.value = texts.filter((each) => each.length).map((each) => each.join(several ? "; " : "\n")).join("\n");
      exclude();
    };
    const exclude = () => {
      for (const group of all()) lines(group).forEach((line) => line.allow(lines(group).map((each) => each.question())));
    };
    const addGroup = (before, given) => {
      const add = button("Add a question", () => {
        const line = makeLine({ question: "", answers: [] }, write, taken);
        add.before(line);
        write();
        line.querySelector("select").focus();
      });
      const taken = () => { write(); add.focus(); };
      const group = element("div", { className: "condition-group", role: "group" }, ...given.map((one) => makeLine(one, write, taken)), add);
      group.setAttribute("aria-label", several ? "All of these together" : area.labels[0]?.textContent.replace(/:$/, "") ?? "");
      before(group);
      return add;
    };

    for (const group of groups ?? []) addGroup((made) => pickers.append(made), group);
    if (several && groups) {
      const or = button("Add a combination", () => addGroup((made) => or.before(made), []).click());
      pickers.append(or);
    } else if (!groups) {
      pickers.append(element("p", { className: "note warn", textContent: "This cannot be shown as choices. Put the text right." }));
    }
    exclude();
    return pickers;
  };

  const enhance = (area) => {
    if (area.closest(".empty-form") || area.closest(".condition-text")) return;
    const named = area.closest(".named");
    const fold = element("details", { className: "condition-text" }, element("summary", { textContent: "As text" }));
    let pickers = makePickers(area);
    fold.open = read(area.value, area.dataset.conditions === "several") === null;
    named.before(fold);
    fold.append(named);
    fold.before(pickers);
    area.addEventListener("change", () => {
      const anew = makePickers(area);
      pickers.replaceWith(anew);
      pickers = anew;
    });
  };

  if (questions.size) {
    const all = (place) => place.querySelectorAll("textarea[data-conditions]").forEach(enhance);
    all(document);
    document.addEventListener("formset:added", ({ target }) => all(target));
  }
}
