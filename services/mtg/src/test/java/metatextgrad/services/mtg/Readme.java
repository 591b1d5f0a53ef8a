package metatextgrad.services.mtg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands that README.md tells people to type. */
public final class Readme {
    /** Of the repository. */
    public static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final String COMMAND = "./mtg ";

    private Readme() {}

    /** Arguments of each {@code ./mtg} in the shell blocks under a heading, in their order. */
    public static List<List<String>> commands(String heading) {
        List<List<String>> commands = new ArrayList<>();
        boolean isShell = false;
        for (String line : section(heading)) {
            if (line.startsWith("```")) isShell = line.equals("```sh");
            if (isShell && line.startsWith(COMMAND))
                commands.add(
                        List.of(
                                line.substring(COMMAND.length())
                                        .replaceFirst("( #| &$).*", "")
                                        .strip()
                                        .split(" +")));
        }
        return commands;
    }

    private static List<String> section(String heading) {
        List<String> lines = lines();
        int start = lines.indexOf("## " + heading);
        if (start < 0) throw new IllegalArgumentException("README.md has no heading " + heading);
        List<String> after = lines.subList(start + 1, lines.size());
        return after.stream().takeWhile(line -> !line.startsWith("## ")).toList();
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(ROOT.resolve("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
