package metatextgrad.cli.optimizers;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.cli.input.IdPrefixes;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.Provenance;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/** The optimizers of a cluster: those that runs tried, and those that users submitted. */
public final class OptimizerCatalog {
    private final Map<String, OptimizerVersion> byId;
    private final IdPrefixes ids;

    /** {@code versions} are the latest rows, in the order of their verdicts. */
    OptimizerCatalog(List<OptimizerVersion> versions) {
        byId = new LinkedHashMap<>();
        versions.forEach(version -> byId.put(version.key(), version));
        ids = new IdPrefixes(byId.keySet());
    }

    public static OptimizerCatalog of(Cluster cluster) {
        Map<String, Stamped<OptimizerVersion>> latest = new TreeMap<>();
        for (Stamped<OptimizerVersion> one :
                cluster.stamped(Topics.OPTIMIZERS, OptimizerVersion.class, any -> true)) {
            latest.merge(one.event().key(), one, OptimizerCatalog::later);
        }
        return new OptimizerCatalog(
                latest.values().stream()
                        .sorted(Comparator.comparingLong(Stamped::millis))
                        .map(Stamped::event)
                        .toList());
    }

    private static Stamped<OptimizerVersion> later(
            Stamped<OptimizerVersion> held, Stamped<OptimizerVersion> other) {
        return other.event().serial().compareTo(held.event().serial()) > 0 ? other : held;
    }

    List<OptimizerVersion> all() {
        return List.copyOf(byId.values());
    }

    public List<OptimizerVersion> of(String project) {
        return all().stream().filter(one -> one.project().value().equals(project)).toList();
    }

    /**
     * Returns the version with this id.
     *
     * @param prefix its id, or as many of its first letters as no other id begins with
     * @throws EnvironmentProblem if none has it, or several have
     */
    OptimizerVersion named(String prefix) {
        return requireNonNull(byId.get(ids.named(prefix, "optimizer", "mtg optimizers ls")));
    }

    Optional<OptimizerVersion> exactly(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Returns the first letters of its id, enough to name it. */
    String shortId(OptimizerVersion version) {
        return ids.shortest(version.key());
    }

    /**
     * Returns where this version was learned, with all its scores in the result of its run. For a
     * submitted version that no run has tried, it is the provenance that was submitted with it.
     */
    static @Nullable Provenance provenance(OptimizerVersion version, @Nullable RunState run) {
        if (version.run() == null) return version.from();
        Line line = run == null ? null : line(run, version);
        ScoreStats seed = line == null || run == null ? null : run.lines().getFirst().test();
        return new Provenance(
                version.project(),
                version.run(),
                version.key(),
                version.score(),
                version.against(),
                line == null ? null : Texts.mean(line.rescored()),
                line == null ? null : Texts.mean(line.test()),
                Texts.mean(seed));
    }

    /**
     * Returns the result of this version in a run; null if the run has none. Another trial of the
     * same optimizer may have it.
     */
    private static @Nullable Line line(RunState run, OptimizerVersion version) {
        Double score = version.score();
        return run.lines().stream()
                .filter(line -> version.spec().equals(line.optimizer()))
                .filter(line -> score != null && line.validation().mean() == score)
                .findFirst()
                .orElse(null);
    }
}
