export default function (config) {
  config.addPassthroughCopy("media");
  config.addPassthroughCopy("post/*/!(*.md)"); // with --files folder
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
}
