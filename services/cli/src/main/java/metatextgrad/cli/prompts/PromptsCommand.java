package metatextgrad.cli.prompts;

import java.util.List;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.cluster.RunLineage;
import metatextgrad.cli.cluster.TrafficCounts;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.input.RunArgument;
import metatextgrad.cli.projects.ProjectsCommand;
import metatextgrad.cli.text.DiffView;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgramDiff;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.lineage.Lineage;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Text;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prompts: which versions exist, which of them serve, how a run changed them. */
@Command(
        name = "prompts",
        description = "Lists, shows, compares, serves and exports versions of prompts.",
        subcommands = {
            PromptsApproveCommand.class,
            PromptsRejectCommand.class,
            PromptsPromoteCommand.class,
            PromptsRollbackCommand.class,
            PromptsLabelCommand.class,
            PromptsUnlabelCommand.class,
            PromptsPinCommand.class,
            PromptsUnpinCommand.class,
            PromptsExportCommand.class
        })
public final class PromptsCommand {
    @Command(
            name = "ls",
            description = "Lists the versions of prompts and their share of the traffic.")
    @Prints(PromptListView.class)
    int list(
            @Option(names = "--project", paramLabel = "NAME", description = "Only of this project.")
                    @Nullable String project,
            @Mixin ClusterOptions options) {
        String name = project == null ? null : Inputs.id("--project", project);
        return options.show(
                cluster -> {
                    if (name != null) ProjectsCommand.defined(cluster, new ProjectId(name));
                    PromptCatalog known = PromptCatalog.of(cluster);
                    return PromptListView.of(known, name == null ? known.all() : known.of(name));
                });
    }

    @Command(name = "get", description = "Prints the prompts that a project serves now.")
    @Prints(ServedPromptsView.class)
    int get(
            @Parameters(paramLabel = "PROJECT", description = "Name of the project.")
                    String project,
            @Option(
                            names = "--unit",
                            paramLabel = "ID",
                            description =
                                    "Only the version that this user gets, or this task if tasks have no user.")
                    @Nullable String unit,
            @Mixin ClusterOptions options) {
        ProjectId id = new ProjectId(Inputs.id("PROJECT", project));
        if (unit != null && unit.isBlank()) throw Exit.USAGE.problem("--unit must not be blank");
        return options.show(
                cluster -> {
                    ProjectsCommand.defined(cluster, id);
                    PromptCatalog known = PromptCatalog.of(cluster);
                    return ServedPromptsView.of(known, known.table(id), unit);
                });
    }

    @Command(
            name = "show",
            description =
                    "Shows why a version serves or does not: diff, contest, cost, approvals, stage and how to undo it.")
    @Prints(PromptView.class)
    int show(
            @Parameters(paramLabel = "PROJECT", description = "Name of the project.")
                    String project,
            @Parameters(
                            paramLabel = "VERSION",
                            description = "Its id or first letters, or a label.")
                    String version,
            @Mixin ClusterOptions options) {
        ProjectId id = new ProjectId(Inputs.id("PROJECT", project));
        Prices prices = options.read().model().prices();
        return options.show(
                cluster -> {
                    Project defined = ProjectsCommand.defined(cluster, id);
                    PromptCatalog known = PromptCatalog.of(cluster);
                    PromptVersion one = known.named(id, version);
                    PromptsServed table = known.table(id);
                    VersionRecords records = VersionRecords.of(cluster, id);
                    return PromptView.of(
                            known,
                            one,
                            table,
                            records,
                            one.parent() == null ? null : RunCost.of(cluster, one.run()),
                            AnswerCost.of(
                                    one.program(),
                                    known.seed(one).program(),
                                    records.scores(),
                                    prices.of(defined.loop().model(ModelRole.PROGRAM).name()),
                                    TrafficCounts.of(cluster, id)),
                            LiveComparison.of(cluster, table, new ProgressPrinter(System.err)));
                });
    }

    @Command(
            name = "diff",
            description =
                    "Compares the seed program with a run's result, or the programs of a step.")
    @Prints(DiffView.class)
    int diff(
            @Mixin RunArgument run,
            @Option(
                            names = "--step",
                            paramLabel = "N",
                            description = "The proposal of this step, accepted or rejected.")
                    @Nullable Integer step,
            @Mixin ClusterOptions options) {
        return options.show(
                cluster -> {
                    RunId id = run.in(cluster);
                    RunLineage known = RunLineage.of(cluster, id);
                    return new DiffView(
                            step == null
                                    ? ProgramDiff.of(known.seed(), known.answer().program())
                                    : one(known, id, step));
                });
    }

    public static List<String> one(RunLineage known, RunId run, int step) {
        List<OptimizerState> steps = known.steps();
        Program before = known.seed();
        for (int i = 0; i < steps.size(); i++) {
            OptimizerState one = steps.get(i);
            if (Lineage.number(i, one) == step) return changed(step, before, one);
            before = RunLineage.after(one);
        }
        throw Exit.NOT_FOUND.problem(
                "the answer of run %s has no step %d: it comes from %d steps",
                run, step, steps.size());
    }

    private static List<String> changed(int number, Program before, OptimizerState step) {
        String decision = Text.lower(step.decision());
        Program candidate = step.candidate();
        return candidate == null
                ? List.of("step %d: %s, %s".formatted(number, decision, step.reason()))
                : ProgramDiff.between(
                        "before step " + number, before, "proposed, " + decision, candidate);
    }
}
