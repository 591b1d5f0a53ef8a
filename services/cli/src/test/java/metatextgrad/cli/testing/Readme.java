package metatextgrad.cli.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The commands that pages show to users. */
public final class Readme {
    /** Of the repository. */
    public static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final String GUIDE = "docs/guide.md";
    private static final String COMMAND = "./mtg ";

    private Readme() {}

    /** Arguments of each {@code ./mtg} in the shell blocks of a page, in their order. */
    public static List<List<String>> commands(String page) {
        return commands(lines(page).stream());
    }

    /** The same of some sections of the guide. */
    public static List<List<String>> guide(String... headings) {
        return Stream.of(headings).flatMap(heading -> commands(section(heading)).stream()).toList();
    }

    private static List<List<String>> commands(Stream<String> lines) {
        List<List<String>> commands = new ArrayList<>();
        boolean isShell = false;
        for (String line : lines.map(String::strip).toList()) {
            if (line.startsWith("```")) isShell = line.equals("```sh");
            if (isShell && line.startsWith(COMMAND))
                commands.add(
                        List.of(
                                line.substring(COMMAND.length())
                                        .replaceFirst("( #| > | &$).*", "")
                                        .strip()
                                        .split(" +")));
        }
        return commands;
    }

    private static Stream<String> section(String heading) {
        List<String> lines = lines(GUIDE);
        int start = lines.indexOf("## " + heading);
        if (start < 0) throw new IllegalArgumentException(GUIDE + " has no heading " + heading);
        return lines.stream().skip(start + 1).takeWhile(line -> !line.startsWith("## "));
    }

    private static List<String> lines(String page) {
        try {
            return Files.readAllLines(ROOT.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
