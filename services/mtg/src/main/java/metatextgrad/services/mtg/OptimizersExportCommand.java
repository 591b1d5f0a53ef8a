package metatextgrad.services.mtg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes an optimizer to a file that another project can take. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes an optimizer as JSON, with where it was learned and what it reached.")
final class OptimizersExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Its id, or the first letters.")
    private String id = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Default: standard output.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        OptimizerSheet sheet;
        try (Cluster cluster = Cluster.connect(Configured.read().settings())) {
            sheet = OptimizersCommand.sheet(cluster, id);
        }
        String text = sheet.exported().write();
        if (file == null) {
            System.out.print(text);
            System.out.flush();
        } else {
            write(file, text);
            System.err.println(written(sheet, file));
        }
        return Exit.OK.code();
    }

    static String written(OptimizerSheet sheet, Path file) {
        return "optimizer %s of project %s, %s, is written to %s"
                .formatted(
                        sheet.version().spec().name(),
                        sheet.version().project(),
                        OptimizerList.verdict(sheet.version()),
                        file);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (NoSuchFileException e) {
            throw Exit.NOT_FOUND.problem(e, "there is no folder for the file %s", file);
        } catch (IOException e) {
            throw Exit.FAILURE.problem(e, "%s cannot be written: %s", file, e.getMessage());
        }
    }
}
