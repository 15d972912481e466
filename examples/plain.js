// The score of the lesson, beside it.
const lesson = document.getElementById('lesson');
const score = document.getElementById('score');
let right = 0;
let asked = 0;

lesson.addEventListener('tidemark-predicted', ({ detail }) => {
  asked += 1;
  if (detail.correct === true) right += 1;
  score.textContent = `${right} of ${asked}`;
});
lesson.addEventListener('tidemark-completed', ({ detail }) => {
  score.textContent = `${detail.score.right} of ${detail.score.asked}, at the end of the lesson`;
});
