import { defineCollection, z } from "astro:content";
import { glob } from "astro/loaders";

const posts = defineCollection({
  loader: glob({ pattern: "**/*.{md,mdx}", base: "./src/content/post" }),
  schema: z.object({
    title: z.string(),
    slug: z.string().optional(),
    path: z.string().optional(),
    pubDate: z.coerce.date().optional(),
    updatedDate: z.coerce.date().optional(),
    draft: z.boolean().default(false),
    author: z.string().optional(),
    lang: z.string().optional(),
    dir: z.string().optional(),
    categories: z.array(z.string()).default([]),
    tags: z.array(z.string()).default([]),
    hashtags: z.array(z.string()).default([]),
    excerpt: z.string().optional(),
    description: z.string().optional(),
    cover: z.object({ src: z.string(), alt: z.string().default("") }).optional(),
    readingMinutes: z.number().optional(),
    seoTitle: z.string().optional(),
    sourceUrl: z.string().optional(),
    sourceId: z.string().optional(),
  }),
});

export const collections = { posts };
