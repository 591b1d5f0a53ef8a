package metatextgrad.services.mtg;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.meta.NextOptimizers;
import metatextgrad.meta.NextOptimizers.Chosen;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.OptimizerVersion;
import metatextgrad.model.OptimizerVersion.Verdict;
import metatextgrad.model.Project;

/** From which optimizers a run starts, as {@code --optimizers} says. Pure. */
record StartOptimizers(String option, KnownOptimizers known, Project defined, List<Chosen> chosen) {
    static final String ADOPTED = "adopted";
    static final String BASE = "base";

    StartOptimizers {
        chosen = List.copyOf(chosen);
    }

    /**
     * What the option means.
     *
     * @throws EnvironmentProblem if it names what is not there, or two of one name
     */
    static StartOptimizers of(String option, Project defined, KnownOptimizers known) {
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
        return new StartOptimizers(option, known, defined, chosen);
    }

    /** The project as the run pins it: with these optimizers by value. */
    Project project() {
        return defined.withOptimizers(chosen.stream().map(Chosen::spec).toList());
    }

    /** Whoever names optimizers can name them apart; a structure's name is the meta model's. */
    static void requireNames(List<OptimizerSpec> specs) {
        Set<String> names = new TreeSet<>();
        for (OptimizerSpec spec : specs) {
            if (!names.add(spec.name()))
                throw Exit.CONFIGURATION.problem(
                        "two of the optimizers are called `%s`, and a report could not tell them"
                                + " apart",
                        spec.name());
        }
    }

    /** Where those come from that the project file has not. */
    List<OptimizerVersion> versions() {
        return chosen.stream().map(Chosen::version).filter(Objects::nonNull).toList();
    }

    /**
     * What of the choice makes another run. By default nothing does: the next run of a project is
     * started by another seed, and starting one again must not begin another.
     */
    String id() {
        return option.equals(ADOPTED) ? "" : option.equals(BASE) ? BASE : ids();
    }

    private String ids() {
        return String.join(",", versions().stream().map(OptimizerVersion::key).toList());
    }

    /** In one line, for people: which ones, and where from; and what waits, and why it does. */
    String announcement() {
        StringBuilder line = new StringBuilder(OptimizersLine.of(known, chosen));
        for (OptimizerVersion offer : known.of(defined.id().value())) {
            if (option.equals(ADOPTED) && offer.verdict() == Verdict.OFFERED) waits(offer, line);
        }
        return line.toString();
    }

    /** Two optimizers of one content would be one trial twice. */
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
