package metatextgrad.experiments.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The part of a page that a command draws: the lines between two markers. */
record PageSection(Path page, String name) {
    private String begin() {
        return "<!-- begin " + name + " -->\n";
    }

    private String end() {
        return "<!-- end " + name + " -->\n";
    }

    /** Returns whether the page is here and has the markers. */
    boolean isThere() {
        return Files.exists(page) && place(text()) >= 0;
    }

    /** Returns the lines of the section. */
    String read() {
        String text = text();
        return text.substring(place(text), text.indexOf(end()));
    }

    /** Replaces the lines of the section. */
    void write(List<String> lines) {
        String text = text();
        String changed =
                text.substring(0, place(text))
                        + section(lines)
                        + text.substring(text.indexOf(end()));
        try {
            Files.writeString(page, changed, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text of a section with these lines. */
    static String section(List<String> lines) {
        return "\n" + String.join("\n", lines) + "\n\n";
    }

    /** Returns where the section begins; -1 without markers. */
    private int place(String text) {
        int begin = text.indexOf(begin());
        return begin < 0 || text.indexOf(end()) < begin ? -1 : begin + begin().length();
    }

    private String text() {
        try {
            return Files.readString(page, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
