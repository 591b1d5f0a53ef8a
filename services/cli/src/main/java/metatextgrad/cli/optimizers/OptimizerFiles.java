package metatextgrad.cli.optimizers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.adapt.NextOptimizers;
import metatextgrad.cli.input.Inputs;
import metatextgrad.json.InvalidFile;
import metatextgrad.json.OptimizerFile;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.strategy.OptimizerRules;
import metatextgrad.strategy.Strategies;

/** Reads files of optimizers that users name on the command line. */
public final class OptimizerFiles {
    /** The maximum in the schema of project files. */
    private static final int MAX_STEPS = 1000;

    private OptimizerFiles() {}

    /**
     * Returns the optimizer in this file.
     *
     * @throws EnvironmentProblem with path and reason of every problem
     */
    public static OptimizerFile read(Path file) {
        try {
            return OptimizerFile.read(Inputs.text(file), OptimizerFiles::problems);
        } catch (InvalidFile e) {
            throw Inputs.invalid(file.toString(), e);
        }
    }

    /** Returns the project with the optimizers of these files instead of its own. */
    public static Project with(Project project, List<Path> files) {
        if (files.isEmpty()) return project;
        List<OptimizerSpec> specs = new ArrayList<>();
        files.forEach(file -> specs.add(read(file).optimizer()));
        OptimizerSelection.requireNames(specs);
        return project.withOptimizers(specs);
    }

    /** Returns names of the optimizers of the project's next run. */
    static Set<String> names(Project project, OptimizerCatalog known) {
        Set<String> names = new TreeSet<>();
        NextOptimizers.of(project, known.of(project.id().value()))
                .forEach(chosen -> names.add(chosen.spec().name()));
        return names;
    }

    private static List<String> problems(OptimizerSpec spec) {
        return OptimizerRules.check(spec, Strategies.names(), MAX_STEPS);
    }
}
