package metatextgrad.cli.optimizers;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.adapt.NextOptimizers;
import metatextgrad.adapt.NextOptimizers.Chosen;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/** The optimizers from which a run starts, chosen by {@code --optimizers}. Pure. */
public record OptimizerSelection(
        String option, OptimizerCatalog known, Project defined, List<Chosen> chosen) {
    public static final String ADOPTED = "adopted";
    static final String BASE = "base";

    public OptimizerSelection {
        chosen = List.copyOf(chosen);
    }

    /**
     * Returns the optimizers that the option names.
     *
     * @throws EnvironmentProblem if it names an unknown optimizer, or two with one name
     */
    public static OptimizerSelection of(String option, Project defined, OptimizerCatalog known) {
        List<Chosen> chosen =
                switch (option) {
                    case ADOPTED -> NextOptimizers.of(defined, known.of(defined.id().value()));
                    case BASE ->
                            defined.optimizers().stream().map(s -> new Chosen(s, null)).toList();
                    default ->
                            List.of(option.split(",", -1)).stream()
                                    .map(known::named)
                                    .map(version -> new Chosen(version.spec(), version))
                                    .toList();
                };
        if (!option.equals(ADOPTED)) requireNames(chosen.stream().map(Chosen::spec).toList());
        return new OptimizerSelection(option, known, defined, chosen);
    }

    /** Returns the project as the run pins it: with these optimizers by value. */
    public Project project() {
        return defined.withOptimizers(chosen.stream().map(Chosen::spec).toList());
    }

    /** Users can name optimizers apart. The meta model chooses the name of a structure. */
    static void requireNames(List<OptimizerSpec> specs) {
        Set<String> names = new TreeSet<>();
        for (OptimizerSpec spec : specs) {
            if (!names.add(spec.name()))
                throw Exit.CONFIGURATION.problem(
                        "duplicate optimizer name `%s`: names must be unique", spec.name());
        }
    }

    /** Returns versions of the optimizers that are not in the project file. */
    public List<OptimizerVersion> versions() {
        return chosen.stream().map(Chosen::version).filter(Objects::nonNull).toList();
    }

    /**
     * Returns the part of the choice that names another run. By default it is empty: users start
     * the next run of a project with another seed, and starting a run again must return the same
     * run.
     */
    public String id() {
        return option.equals(ADOPTED) ? "" : option.equals(BASE) ? BASE : ids();
    }

    private String ids() {
        return String.join(",", versions().stream().map(OptimizerVersion::key).toList());
    }

    /** Returns one line: the optimizers, their origins, and submitted optimizers that wait. */
    public String announcement() {
        StringBuilder line = new StringBuilder(RunOptimizersText.of(known, chosen));
        for (OptimizerVersion offer : known.of(defined.id().value()))
            if (option.equals(ADOPTED) && offer.verdict() == Verdict.OFFERED) waits(offer, line);
        return line.toString();
    }

    /** Two optimizers with equal content would be tried twice. */
    private void waits(OptimizerVersion offer, StringBuilder line) {
        for (Chosen one : chosen) {
            boolean same = one.spec().phasesId().equals(offer.spec().phasesId());
            if (same && !offer.equals(one.version()))
                line.append(
                        "; %s (offered, %s) waits: for now it is the same as %s"
                                .formatted(
                                        offer.spec().name(),
                                        known.shortId(offer),
                                        one.spec().name()));
        }
    }
}
