package metatextgrad.cli.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;

/** The file that a command writes, or standard output in its place. */
public final class OutputFile {
    private OutputFile() {}

    /**
     * Writes a text to the file; to standard output if it is null.
     *
     * @throws EnvironmentProblem if the file cannot be written
     */
    public static void write(@Nullable Path file, String text) {
        if (file == null) {
            // As bytes: a file keeps every character.
            System.out.writeBytes(text.getBytes(System.out.charset()));
            System.out.flush();
            return;
        }
        try {
            Files.writeString(file, text);
        } catch (NoSuchFileException e) {
            throw Exit.NOT_FOUND.problem(e, "the folder of the file %s does not exist", file);
        } catch (IOException e) {
            throw Exit.FAILURE.problem(e, "%s cannot be written: %s", file, e.getMessage());
        }
    }
}
