window.blogarkPosts = [
["p0","Title of undated  "],
["p1","Title of start Start Here.\nto https://www.example.com/post/día-de-playa\nto http://example.com/post/d%C3%ADa-de-playa/?utm_source=x#part\nto https://www.example.com/single-post/2019/08/01/beach\nto https://www.example.com/post/שלום\nto https://www.example.com/post/gone\nto https://www.example.com/post/never-was\nto https://www.example.com/es/post/same\nto https://www.example.com/post/start#nowhere\nto https://www.example.com/post/start#here\nto #here\nto #nowhere\nto https://www.example.com/about\nto https://www.example.com/blog/categories/news\nto mailto:a@example.com\nto https://example.org/(a)_b"],
["p2","Title of día-de-playa  Parte."],
["p3","שלום עולם  כותרת\nשלום עולם: (100%)"],
["p4","Title of same  Words of same."],
["p5","Title of same  Words of same."],
["p6","Title of con  Words of con."],
["p7","日本語 🎉  Words of 日本語 🎉."],
["p8","Title of gone  Words of gone."],
["p9","Title of xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx  Words of xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx."],
];
