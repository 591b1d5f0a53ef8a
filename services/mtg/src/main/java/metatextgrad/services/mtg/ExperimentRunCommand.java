package metatextgrad.services.mtg;

import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.experiment.Experiment;
import metatextgrad.experiment.Method;
import metatextgrad.model.Prices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One experiment: all methods, from several seeds, on the same tasks. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs every method from every seed and says whether the meta level helped.",
            "metaTextGrad and its controls restarts, placebo and random-structure are always among"
                    + " them."
        })
final class ExperimentRunCommand implements Callable<Integer> {
    /** What is printed. */
    enum Form {
        table,
        json,
        md
    }

    @Mixin private StudyOptions study = new StudyOptions();

    @Option(
            names = "--methods",
            split = ",",
            description =
                    "Rows beside metaTextGrad and its controls: zero-shot, k-shot,"
                            + " self-consistency, best-of-n, the project's optimizers by name,"
                            + " meta-prompt, structure; all, or none (default: ${DEFAULT-VALUE}).",
            defaultValue = "all")
    private List<String> methods = List.of("all");

    @Option(
            names = "--seeds",
            description = "How many seeds, 1 or more (default: ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int seeds = 3;

    @Option(
            names = "--local",
            description = "In memory instead of on Kafka: the same result, much sooner.")
    private boolean local;

    @Option(
            names = "--dry-run",
            description =
                    "Only says how many calls and tokens it may take, and what they cost; nothing"
                            + " is asked.")
    private boolean dryRun;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Form form = Form.table;

    @Override
    public Integer call() throws InterruptedException {
        if (seeds < 1) throw Exit.USAGE.problem("--seeds must be 1 or more");
        List<Study> studies = study.studies();
        if (dryRun) {
            Printed.forecast(
                    studies.stream().map(this::forecast).toList(),
                    form == Form.json ? Output.json : Output.table);
            return Exit.OK.code();
        }
        Progress progress = new Progress(System.err);
        ExperimentOverview overview = new ExperimentOverview();
        for (Study one : studies) {
            List<Method> rows = rows(one);
            progress.accept(one.announcement(rows, seeds));
            Experiment experiment = Grounds.run(one, rows, seeds, local, progress);
            if (studies.size() == 1) {
                System.out.println(Reports.of(one, experiment, form));
                return Exit.OK.code();
            }
            progress.accept(overview.add(one, experiment));
        }
        System.out.println(overview.of(form));
        return Exit.OK.code();
    }

    private StudyForecast forecast(Study one) {
        Prices prices = one.models() == null ? Configured.read().model().prices() : Prices.NONE;
        return one.forecast(rows(one), seeds, prices);
    }

    private List<Method> rows(Study one) {
        try {
            if (methods.equals(List.of("all"))) return Method.all(one.project());
            return Method.named(
                    methods.equals(List.of("none")) ? List.of() : methods, one.project());
        } catch (IllegalArgumentException e) {
            throw Exit.USAGE.problem(e, String.valueOf(e.getMessage()));
        }
    }
}
