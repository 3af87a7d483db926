package dev.plumbline.lab.model;

import static dev.plumbline.lab.model.Row.key;
import static dev.plumbline.lab.model.Row.row;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.lab.directus.DirectusAdmin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The items of the content model, always the same ones. */
final class Items {
  private static final int ARTICLES = 40;
  private static final int AUTHORS = 12;
  private static final int CATEGORIES = 15;
  private static final int CUSTOMERS = 30;
  private static final int FILES = 6;
  private static final int ISSUES = 8;
  private static final int ORDERS = 40;
  private static final int PAGES = 14;
  private static final int PRODUCTS = 24;
  private static final int SECTIONS = 25;
  private static final int TAGS = 20;

  private static final List<String> WORDS =
      List.of(
          "harbour", "winter", "bread", "signal", "orchard", "letter", "bridge", "kiln", "market",
          "tide", "attic", "ferry", "copper", "garden", "night", "paper", "quarry", "river",
          "saddle", "thread");

  private final DirectusAdmin directus;

  Items(DirectusAdmin directus) {
    this.directus = directus;
  }

  void apply() {
    List<String> files = IntStream.rangeClosed(1, FILES).mapToObj(this::upload).toList();
    post("languages", row("code", "en", "name", "English"), row("code", "de", "name", "Deutsch"));
    post("languages", row("code", "ar", "name", "Arabic", "direction", "rtl"));
    post("tags", TAGS, i -> row("slug", word(i), "label", title(i)));
    post("categories", CATEGORIES, Items::category);
    post("authors", AUTHORS, i -> author(i, files));
    post("issues", ISSUES, i -> issue(i, files));
    post("articles", ARTICLES, i -> article(i, files));
    articleParts(files);
    post("pages", PAGES, Items::page);
    post("products", PRODUCTS, i -> product(i, files));
    post("customers", CUSTOMERS, Items::customer);
    post("orders", ORDERS, Items::order);
    directus.patch(
        "/items/site",
        row("tagline", "Light for long evenings", "home", key("article", 1), "logo", files.get(0))
            .json());
  }

  private String upload(int i) {
    return directus.upload(
        word(i) + ".svg",
        "image/svg+xml",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%1$d\"/>".formatted(i));
  }

  private static Row category(int i) {
    // Three trees, each with two levels below its root.
    return row("id", i, "name", title(i), "slug", "category-" + i, "sort", i)
        .with("parent", i <= 3 ? null : (i - 1) / 3);
  }

  private static Row author(int i, List<String> files) {
    return row("id", key("author", i), "name", "Author " + title(i), "slug", "author-" + i)
        .with("email", "author" + i + "@example.com")
        .with("born", "19%02d-0%d-17".formatted(50 + i, 1 + i % 9))
        .with("active", i % 5 != 0)
        .with("portrait", file(files, i))
        .with("mentor", i == 1 ? null : key("author", 1 + (i - 2) / 3))
        .with("links", row("network", "web", "url", "https://example.com/" + i).inList());
  }

  private static Row issue(int i, List<String> files) {
    return row("id", i, "number", 100 + i, "title", title(i) + " issue")
        .with("on_sale", "2026-0%d-01".formatted(i))
        .with("price", 9.5 + i * 0.25)
        .with("cover", file(files, i));
  }

  private static Row article(int i, List<String> files) {
    String status = List.of("published", "published", "draft", "review", "archived").get(i % 5);
    return row("id", key("article", i), "title", title(i) + " " + title(i * 7), "slug", "a-" + i)
        .with("status", status)
        .with("sort", i)
        .with("teaser", "A story about the " + word(i) + " and the " + word(i * 3) + ".")
        .with("keywords", List.of(word(i), word(i + 1)))
        .with("published_at", status.equals("published") ? "2026-05-01T08:00:00Z" : null)
        .with("embargo", "2026-05-01T06:30:00")
        .with("author", key("author", 1 + i % AUTHORS))
        .with("category", 1 + i % CATEGORIES)
        .with("issue", i % 4 == 0 ? null : 1 + i % ISSUES)
        .with("cover", file(files, i));
  }

  // Flat, not nested in the articles: Directus takes a third of the time for it.
  private void articleParts(List<String> files) {
    post("section_text", SECTIONS, i -> row("id", i, "heading", title(i), "body", "<p>So.</p>"));
    post(
        "section_quote",
        SECTIONS,
        i -> row("id", key("quote", i), "text", "So it is.", "person", key("author", 1 + i % 9)));
    post(
        "section_image", SECTIONS, i -> row("id", i, "image", file(files, i), "caption", title(i)));
    post("articles_sections", 3 * SECTIONS, Items::section);
    post(
        "articles_files",
        ARTICLES,
        i -> ofArticle(i).with("directus_files_id", file(files, i + 1)).with("sort", 1));
    post("articles_tags", ARTICLES, i -> ofArticle(i).with("tags_slug", word(i)).with("sort", 1));
    post(
        "articles_tags",
        ARTICLES,
        i -> ofArticle(i).with("tags_slug", word(i + 5)).with("sort", 2));
    post(
        "articles_related",
        ARTICLES - 4,
        i -> ofArticle(i).with("related_articles_id", key("article", i + 4)));
    post(
        "articles_translations",
        ARTICLES,
        i -> ofArticle(i).with("languages_code", "de").with("title", "Über " + word(i)));
  }

  private static Row section(int i) {
    int n = 1 + (i - 1) / 3;
    String collection = List.of("section_text", "section_quote", "section_image").get(i % 3);
    Object item = collection.equals("section_quote") ? key("quote", n) : Integer.toString(n);
    return ofArticle(1 + i % ARTICLES)
        .with("collection", collection)
        .with("item", item)
        .with("sort", 1 + i / ARTICLES);
  }

  private static Row ofArticle(int i) {
    return row("articles_id", key("article", i));
  }

  private static Row page(int i) {
    return row("id", i, "title", title(i), "path", "/" + word(i), "sort", i)
        .with("parent", i <= 4 ? null : i / 3);
  }

  private static Row product(int i, List<String> files) {
    return row("id", key("product", i), "name", title(i) + " print", "sku", "PR-%04d".formatted(i))
        .with("price", 12 + i * 1.5)
        .with("weight", 0.125 * i)
        .with("stock", i * 3 % 17)
        .with("materials", List.of("paper"))
        .with("picture", file(files, i))
        .with("issue", i <= ISSUES ? i : null);
  }

  private static Row customer(int i) {
    return row("id", key("customer", i), "name", title(i) + " Reader")
        .with("email", "reader" + i + "@example.com")
        .with("password", i % 10 == 0 ? "reader-password-" + i : null)
        .with("loyalty_points", 3_000_000_000L + i)
        .with("birthday", "1980-02-%02d".formatted(1 + i % 28))
        .with("call_after", "18:30:00")
        .with("newsletter", i % 2 == 0);
  }

  private static Row order(int i) {
    return row("number", "O-%05d".formatted(i), "customer", key("customer", 1 + i % CUSTOMERS))
        .with("status", List.of("open", "paid", "shipped").get(i % 3))
        .with("total", 20.25 + i)
        .with(
            "lines",
            list(
                1 + i % 3,
                n -> row("product", key("product", 1 + (i + n) % PRODUCTS), "position", n)));
  }

  private void post(String collection, int count, IntFunction<Row> item) {
    directus.post("/items/" + collection, list(count, item));
  }

  private void post(String collection, Row... rows) {
    directus.post(
        "/items/" + collection,
        new JsonArray(List.of(rows).stream().<JsonValue>map(Row::json).toList()));
  }

  private static JsonArray list(int count, IntFunction<Row> item) {
    List<JsonValue> rows = new ArrayList<>();
    IntStream.rangeClosed(1, count).forEach(i -> rows.add(item.apply(i).json()));
    return new JsonArray(rows);
  }

  private static String file(List<String> files, int i) {
    return files.get(i % files.size());
  }

  private static String word(int i) {
    return WORDS.get(i % WORDS.size());
  }

  private static String title(int i) {
    String word = word(i);
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
