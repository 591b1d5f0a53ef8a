package metatextgrad.services.mtg;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import metatextgrad.model.OptimizerVersion;
import metatextgrad.model.Provenance;
import metatextgrad.model.RunState;
import metatextgrad.model.RunState.Line;
import metatextgrad.model.Tally;
import metatextgrad.services.mtg.EventReader.Stamped;
import metatextgrad.streams.Topics;
import org.jspecify.annotations.Nullable;

/** The optimizers of a cluster: what runs tried, and what people handed in. */
final class KnownOptimizers {
    private final Map<String, OptimizerVersion> byId;

    /** {@code versions} are the rows that hold, in the order of their verdicts. */
    KnownOptimizers(List<OptimizerVersion> versions) {
        byId = new LinkedHashMap<>();
        versions.forEach(version -> byId.put(version.key(), version));
    }

    static KnownOptimizers of(Cluster cluster) {
        Map<String, Stamped<OptimizerVersion>> latest = new TreeMap<>();
        for (Stamped<OptimizerVersion> one :
                cluster.stamped(Topics.OPTIMIZERS, OptimizerVersion.class, any -> true)) {
            latest.merge(one.event().key(), one, KnownOptimizers::later);
        }
        return new KnownOptimizers(
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

    List<OptimizerVersion> of(String project) {
        return all().stream().filter(one -> one.project().value().equals(project)).toList();
    }

    /**
     * The version of this id.
     *
     * @param prefix the id, or as many of its first letters as tell it from all others
     * @throws EnvironmentProblem if none has it, or several have
     */
    OptimizerVersion named(String prefix) {
        return requireNonNull(byId.get(ids().named(prefix, "optimizer", "mtg optimizers ls")));
    }

    Optional<OptimizerVersion> exactly(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The first letters that tell this version from all others. */
    String shortId(OptimizerVersion version) {
        return ids().shortest(version.key());
    }

    private IdPrefixes ids() {
        return new IdPrefixes(byId.keySet());
    }

    /**
     * Where this version was learned, with all the scores that its run's report has of it; of one
     * that was handed in and not tried, what was handed in with it.
     */
    static @Nullable Provenance provenance(OptimizerVersion version, @Nullable RunState run) {
        if (version.run() == null) return version.from();
        Line line = run == null ? null : line(run, version);
        Tally rescored = line == null ? null : line.rescored();
        Tally test = line == null ? null : line.test();
        Tally seed = line == null || run == null ? null : run.lines().getFirst().test();
        return new Provenance(
                version.project(),
                version.run(),
                version.key(),
                version.score(),
                version.against(),
                rescored == null ? null : rescored.mean(),
                test == null ? null : test.mean(),
                seed == null ? null : seed.mean());
    }

    /** The line of a run's report that is about this version; null if none is. */
    private static @Nullable Line line(RunState run, OptimizerVersion version) {
        return run.lines().stream()
                .filter(line -> version.spec().equals(line.optimizer()))
                .findFirst()
                .orElse(null);
    }
}
