package metatextgrad.cli.optimizers;

import java.nio.file.Path;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.cluster.ConnectionOptions;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.projects.ProjectsCommand;
import metatextgrad.cli.text.DiffView;
import metatextgrad.cli.text.OutputFile;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgramDiff;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Text;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Optimizers: lists and compares them, exports them from a cluster, submits them to a project. */
@Command(
        name = "optimizers",
        description = "Lists, shows, compares, exports and imports optimizers.",
        subcommands = OptimizersImportCommand.class)
public final class OptimizersCommand {
    private static final String ID = "ID of an optimizer, or its first letters.";

    @Command(name = "ls", description = "Lists optimizers that were tried or submitted.")
    @Prints(OptimizerListView.class)
    int list(
            @Option(names = "--project", paramLabel = "NAME", description = "Only of this project.")
                    @Nullable String project,
            @Mixin ClusterOptions options) {
        String name = project == null ? null : Inputs.id("--project", project);
        return options.show(
                cluster -> {
                    if (name != null) ProjectsCommand.defined(cluster, new ProjectId(name));
                    OptimizerCatalog known = OptimizerCatalog.of(cluster);
                    return OptimizerListView.of(known, name == null ? known.all() : known.of(name));
                });
    }

    @Command(name = "show", description = "Shows an optimizer: phases, parents, scores, cost.")
    @Prints(OptimizerView.class)
    int show(
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Mixin ClusterOptions options) {
        return options.show(cluster -> OptimizerView.of(OptimizerCatalog.of(cluster), id, cluster));
    }

    @Command(
            name = "diff",
            description = "Compares two optimizers. Prints nothing if they are equal.")
    @Prints(DiffView.class)
    int diff(
            @Parameters(paramLabel = "A", description = ID) String a,
            @Parameters(paramLabel = "B", description = ID) String b,
            @Mixin ClusterOptions options) {
        return options.show(
                cluster -> {
                    OptimizerCatalog known = OptimizerCatalog.of(cluster);
                    OptimizerVersion one = known.named(a);
                    OptimizerVersion other = known.named(b);
                    return new DiffView(
                            ProgramDiff.between(
                                    known.shortId(one) + " " + one.spec().name(),
                                    one.spec(),
                                    known.shortId(other) + " " + other.spec().name(),
                                    other.spec()));
                });
    }

    @Command(
            name = "export",
            description = "Writes an optimizer file: JSON with its origin and its scores.")
    int export(
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(
                            names = {"-f", "--file"},
                            paramLabel = "FILE",
                            description = "File to write (default: standard output).")
                    @Nullable Path file,
            @Mixin ConnectionOptions connection) {
        OptimizerView optimizer;
        try (Cluster cluster = connection.connect()) {
            optimizer = OptimizerView.of(OptimizerCatalog.of(cluster), id, cluster);
        }
        OutputFile.write(file, optimizer.file().write());
        if (file != null) System.err.println(written(optimizer, file));
        return Exit.OK.code();
    }

    static String written(OptimizerView optimizer, Path file) {
        return "optimizer %s of project %s, %s, is written to %s"
                .formatted(
                        optimizer.version().spec().name(),
                        optimizer.project(),
                        Text.lower(optimizer.verdict()),
                        file);
    }
}
