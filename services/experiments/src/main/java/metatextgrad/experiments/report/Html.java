package metatextgrad.experiments.report;

import java.util.Locale;

/**
 * Elements of HTML and SVG as text. Texts and values of attributes are escaped. Not thread-safe.
 */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Escapes a text for the content of an element or the value of an attribute. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(
                        point -> {
                            switch (point) {
                                case '&' -> escaped.append("&amp;");
                                case '<' -> escaped.append("&lt;");
                                case '>' -> escaped.append("&gt;");
                                case '"' -> escaped.append("&quot;");
                                case '\'' -> escaped.append("&#39;");
                                default -> {
                                    if (allowed(point)) escaped.appendCodePoint(point);
                                }
                            }
                        });
        return escaped.toString();
    }

    /** Formats a coordinate. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** Adds an element with a text; attributes are names and values in turn. */
    Html text(String element, String text, String... attributes) {
        return raw(element, escape(text), attributes);
    }

    /** Adds an element with content that is HTML already. */
    Html raw(String element, String content, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2)
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        out.append('>').append(content).append("</").append(element).append(">\n");
        return this;
    }

    /** Adds a line of this class to a picture. */
    Html line(double x1, double y1, double x2, double y2, String style) {
        return raw(
                "line",
                "",
                "x1",
                number(x1),
                "y1",
                number(y1),
                "x2",
                number(x2),
                "y2",
                number(y2),
                "class",
                style);
    }

    /** Adds a text of this class to a picture, with its anchor at this point. */
    Html label(String text, double x, double y, String anchor, String style) {
        return text(
                "text",
                text,
                "x",
                number(x),
                "y",
                number(y),
                "text-anchor",
                anchor,
                "class",
                style);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** Control characters are no characters of HTML. */
    private static boolean allowed(int point) {
        return point == '\n' || point == '\t' || !Character.isISOControl(point);
    }
}
