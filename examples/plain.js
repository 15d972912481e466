// The score of the lesson, beside it. An answer that is given again takes the place of the one before.
const lesson = document.getElementById('lesson');
const score = document.getElementById('score');
const answers = new Map();

lesson.addEventListener('tidemark-predicted', ({ detail }) => {
  answers.set(detail.q, detail.correct === true);
  const right = [...answers.values()].filter(Boolean).length;
  score.textContent = `${right} of ${answers.size}`;
});
lesson.addEventListener('tidemark-completed', ({ detail }) => {
  score.textContent = `${detail.score.right} of ${detail.score.asked}, at the end of the lesson`;
});
