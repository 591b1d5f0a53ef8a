package metatextgrad.services.mtg;

import java.util.List;
import metatextgrad.model.OptimizerVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Optimizers: list and compare them, take them out of a cluster, hand them in. */
@Command(
        name = "optimizers",
        mixinStandardHelpOptions = true,
        description = "Lists, shows, compares, exports and imports optimizers.",
        subcommands = {
            OptimizersShowCommand.class,
            OptimizersExportCommand.class,
            OptimizersImportCommand.class
        })
final class OptimizersCommand {
    @Command(
            name = "ls",
            mixinStandardHelpOptions = true,
            description = "Lists optimizers that were tried or handed in, and the verdicts.")
    int list(
            @Option(names = "--project", description = "Of this project only.")
                    @Nullable String project,
            @Option(
                            names = {"-o", "--output"},
                            defaultValue = "table",
                            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
                    Output output) {
        String name = project == null ? null : Inputs.id("--project", project);
        try (Cluster cluster = Cluster.connect(Configured.read().settings())) {
            KnownOptimizers known = KnownOptimizers.of(cluster);
            List<OptimizerVersion> shown = name == null ? known.all() : known.of(name);
            switch (output) {
                case table -> OptimizerList.table(known, shown).forEach(System.out::println);
                case json -> System.out.println(OptimizerList.json(shown));
            }
        }
        return Exit.OK.code();
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description =
                    "Shows how one optimizer differs from another; nothing if they are alike.")
    int diff(
            @Parameters(paramLabel = "A", description = "An id, or its first letters.") String a,
            @Parameters(paramLabel = "B", description = "Another.") String b) {
        try (Cluster cluster = Cluster.connect(Configured.read().settings())) {
            KnownOptimizers known = KnownOptimizers.of(cluster);
            OptimizerVersion one = known.named(a);
            OptimizerVersion other = known.named(b);
            ProgramChange.between(
                            known.shortId(one) + " " + one.spec().name(),
                            one.spec(),
                            known.shortId(other) + " " + other.spec().name(),
                            other.spec())
                    .forEach(System.out::println);
        }
        return Exit.OK.code();
    }

    static OptimizerSheet sheet(Cluster cluster, String prefix) {
        KnownOptimizers known = KnownOptimizers.of(cluster);
        OptimizerVersion version = known.named(prefix);
        return new OptimizerSheet(
                known,
                version,
                version.run() == null
                        ? null
                        : KnownRuns.state(cluster, version.run())
                                .map(EventReader.Stamped::event)
                                .orElse(null));
    }
}
