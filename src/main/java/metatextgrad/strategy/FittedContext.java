package metatextgrad.strategy;

import java.nio.charset.StandardCharsets;
import metatextgrad.model.Gradient;

/**
 * A gradient cut to its share of an update prompt. The cut first shortens the middle of the input,
 * then the middle of the output, of the expected answer, and of the critique last (METHOD §2.3). A
 * mark shows each cut. Cuts fall on character boundaries.
 */
record FittedContext(Gradient gradient, int cutBytes) {
    static FittedContext of(Gradient gradient, int bytes) {
        int before = size(gradient);
        int excess = before - bytes;
        if (excess <= 0) return new FittedContext(gradient, 0);
        String input = without(gradient.input(), excess);
        excess -= size(gradient.input()) - size(input);
        String output = without(gradient.output(), excess);
        excess -= size(gradient.output()) - size(output);
        String expected = without(gradient.expected(), excess);
        excess -= size(gradient.expected()) - size(expected);
        String text = without(gradient.text(), excess);
        Gradient cut =
                new Gradient(gradient.variable(), text, input, output, gradient.usedAs(), expected);
        return new FittedContext(cut, before - size(cut));
    }

    private static int size(Gradient gradient) {
        return size(gradient.input())
                + size(gradient.output())
                + size(gradient.expected())
                + size(gradient.text());
    }

    /** Removes about this many bytes from the middle of the text. The mark counts as kept text. */
    private static String without(String text, int excess) {
        if (excess <= 0) return text;
        int size = size(text);
        int keep = Math.max(0, size - excess - size(mark(size)));
        String head = prefix(text, keep / 2);
        String tail = suffix(text, keep - keep / 2);
        int left = size - size(head) - size(tail);
        return left <= size(mark(left)) ? text : head + mark(left) + tail;
    }

    private static String mark(int bytes) {
        return "[… " + bytes + " bytes left out …]";
    }

    private static String prefix(String text, int bytes) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            used += size(text.substring(end, next));
            if (used > bytes) break;
            end = next;
        }
        return text.substring(0, end);
    }

    private static String suffix(String text, int bytes) {
        int start = text.length();
        int used = 0;
        while (start > 0) {
            int next = text.offsetByCodePoints(start, -1);
            used += size(text.substring(next, start));
            if (used > bytes) break;
            start = next;
        }
        return text.substring(start);
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
