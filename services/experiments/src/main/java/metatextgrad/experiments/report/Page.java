package metatextgrad.experiments.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A report as one HTML file: tables, and pictures in SVG. It loads nothing, has no script, and
 * follows the light or dark setting of the reader. Not thread-safe.
 */
public final class Page {
    private static final String STYLE = style();

    private final Html body = new Html();
    private final String title;

    public Page(String title) {
        this.title = title;
        body.text("h1", title);
    }

    public Page section(String heading) {
        body.text("h2", heading);
        return this;
    }

    public Page paragraph(String text) {
        body.text("p", text);
        return this;
    }

    /** Adds the text of a view: its tables in Markdown, and its other lines as paragraphs. */
    public Page text(List<String> lines) {
        List<List<String>> table = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("|---")) continue;
            if (line.startsWith("| ")) {
                table.add(List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)));
                continue;
            }
            if (!table.isEmpty()) table(table);
            table.clear();
            if (!line.isBlank()) paragraph(line);
        }
        return table.isEmpty() ? this : table(table);
    }

    private Page table(List<List<String>> rows) {
        Html table = new Html();
        for (int i = 0; i < rows.size(); i++) {
            String cell = i == 0 ? "th" : "td";
            Html cells = new Html();
            rows.get(i).forEach(text -> cells.text(cell, text));
            table.raw("tr", cells.toString());
        }
        body.raw("div", new Html().raw("table", table.toString()).toString(), "class", "wide");
        return this;
    }

    public Page picture(Picture picture) {
        body.raw("div", picture.svg(), "class", "wide");
        return this;
    }

    /** Adds a text that the reader can open, such as a prompt. */
    public Page details(String summary, String text) {
        String content = new Html().text("summary", summary).text("pre", text).toString();
        body.raw("details", content);
        return this;
    }

    /** Returns the lines of the file. */
    public List<String> lines() {
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        %s</body>
        </html>
        """
                .formatted(Html.escape(title), STYLE, body)
                .lines()
                .toList();
    }

    private static String style() {
        try (InputStream in = Page.class.getResourceAsStream("/report.css")) {
            return new String(
                    Objects.requireNonNull(in, "no report.css").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
