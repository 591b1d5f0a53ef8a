package metatextgrad.cli.text;

import java.io.PrintStream;
import java.util.regex.Pattern;
import metatextgrad.model.ControlCharacters;
import metatextgrad.process.VisibleOutput;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Colors of the lines that a command prints: of diffs, and of a status that is a cell of its own.
 * Only on a terminal, and never if {@code NO_COLOR} is set.
 */
final class LineColors {
    private static final Pattern STATUS =
            Pattern.compile(
                    "(?<= {2})(?:(PROBLEM|failed|rejected|invalid)|(blocked|paused|cancelled|challenger)|(ok|finished|adopted|champion))(?= {2}|$)");

    private LineColors() {}

    /** Prints as bytes on a terminal: {@link VisibleOutput} would escape the colors. */
    static void print(String line, PrintStream out) {
        if (Ansi.AUTO.enabled())
            out.writeBytes(
                    (of(ControlCharacters.visible(line)) + System.lineSeparator())
                            .getBytes(out.charset()));
        else out.println(line);
    }

    static String of(String line) {
        if (line.startsWith("+")) return styled(line, Style.fg_green);
        if (line.startsWith("-")) return styled(line, Style.fg_red);
        return STATUS.matcher(line)
                .replaceAll(
                        found ->
                                styled(
                                        found.group(),
                                        found.group(1) != null
                                                ? Style.fg_red
                                                : found.group(2) != null
                                                        ? Style.fg_yellow
                                                        : Style.fg_green));
    }

    private static String styled(String text, IStyle style) {
        return style.on() + text + style.off();
    }
}
