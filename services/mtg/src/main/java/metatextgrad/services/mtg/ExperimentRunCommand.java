package metatextgrad.services.mtg;

import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.experiment.Experiment;
import metatextgrad.experiment.Method;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One experiment: all methods, from several seeds, on the same tasks. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs every method from every seed and says whether the meta level helped.",
            "metaTextGrad and its controls restarts, placebo and random-structure are always among them."
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
                    "Rows beside metaTextGrad and its controls: zero-shot, k-shot, self-consistency, best-of-n, the project's optimizers by name, meta-prompt, structure; all, or none (default: ${DEFAULT-VALUE}).",
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
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Form form = Form.table;

    @Override
    public Integer call() throws InterruptedException {
        if (seeds < 1) throw new EnvironmentProblem(Exit.USAGE, "--seeds must be 1 or more");
        Progress progress = new Progress(System.err);
        List<Study> studies = study.studies();
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

    private List<Method> rows(Study one) {
        try {
            if (methods.equals(List.of("all"))) return Method.all(one.project());
            return Method.named(
                    methods.equals(List.of("none")) ? List.of() : methods, one.project());
        } catch (IllegalArgumentException e) {
            throw new EnvironmentProblem(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
