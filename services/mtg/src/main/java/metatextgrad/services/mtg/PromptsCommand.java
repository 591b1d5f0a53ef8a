package metatextgrad.services.mtg;

import java.util.List;
import metatextgrad.model.OptimizerState;
import metatextgrad.model.Program;
import metatextgrad.model.PromptVersion;
import metatextgrad.model.RunId;
import metatextgrad.model.RunState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prompts: which versions there are, which of them serve, how a run changed them. */
@Command(
        name = "prompts",
        mixinStandardHelpOptions = true,
        description = "Lists, shows, compares and serves versions of prompts.",
        subcommands = {
            PromptsShowCommand.class,
            PromptsApproveCommand.class,
            PromptsPromoteCommand.class,
            PromptsRollbackCommand.class
        })
final class PromptsCommand {
    @Command(
            name = "ls",
            mixinStandardHelpOptions = true,
            description = "Lists the versions that runs began with or found, and what they serve.")
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
            KnownPrompts known = KnownPrompts.of(cluster);
            List<PromptVersion> shown = name == null ? known.all() : known.of(name);
            switch (output) {
                case table -> PromptList.table(known, shown).forEach(System.out::println);
                case json -> System.out.println(PromptList.json(known, shown));
            }
        }
        return Exit.OK.code();
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description =
                    "Compares the seed program with the run's answer, or one step's two programs.")
    int diff(
            @Parameters(paramLabel = "RUN", description = "Its id.") String run,
            @Option(
                            names = "--step",
                            description =
                                    "What this step of the answer's trial proposed, kept or not.")
                    @Nullable Integer step) {
        try (Cluster cluster = Cluster.connect(Configured.read().settings())) {
            RunId id = Inputs.run(run);
            KnownLineage known = KnownLineage.of(cluster, id);
            List<String> lines = step == null ? whole(known) : one(known, id, step);
            lines.forEach(System.out::println);
        }
        return Exit.OK.code();
    }

    private static List<String> whole(KnownLineage known) {
        RunState state = java.util.Objects.requireNonNull(known.lineage().state());
        return ProgramChange.of(state.request().project().seed(), known.answer().program());
    }

    static List<String> one(KnownLineage known, RunId run, int step) {
        RunState state = java.util.Objects.requireNonNull(known.lineage().state());
        Program before = state.request().project().seed();
        for (OptimizerState one : known.lineage().steps(known.answer())) {
            if (one.trail().step() == step) return changed(before, one);
            before = one.incumbent();
        }
        throw Exit.NOT_FOUND.problem(
                "the answer of run %s has no step %d: it comes from %d steps",
                run, step, known.lineage().steps(known.answer()).size());
    }

    private static List<String> changed(Program before, OptimizerState step) {
        Program candidate = step.candidate();
        String verdict = step.decision().name().toLowerCase(java.util.Locale.ROOT);
        if (candidate == null)
            return List.of(
                    "step %d: %s, %s".formatted(step.trail().step(), verdict, step.reason()));
        return ProgramChange.between(
                "before step " + step.trail().step(), before, "proposed, " + verdict, candidate);
    }
}
