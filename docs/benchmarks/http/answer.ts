const size = 668;

const repository = {
  id: 1_296_269,
  node_id: "MDEwOlJlcG9zaXRvcnkxMjk2MjY5",
  name: "Hello-World",
  full_name: "octocat/Hello-World",
  private: false,
  owner: { login: "octocat", id: 1, url: "https://api.github.com/users/octocat", admin: false },
  topics: ["octocat", "atom", "electron", "api"],
  counts: [80, 9, 108, 0, 3, 12],
  created_at: "2011-01-26T19:01:12Z",
  license: null,
  description: "",
};

/** What every contestant has to make of the answer. */
export const answer = {
  ...repository,
  description: "x".repeat(size - JSON.stringify(repository).length),
};

export const answerText = JSON.stringify(answer);
