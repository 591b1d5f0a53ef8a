package metatextgrad.services.mtg;

import java.util.List;

/** All parts in the order in which they are measured: what leaves much behind comes late. */
final class BenchParts {
    private BenchParts() {}

    static List<BenchPart> all() {
        return List.of(
                new BenchHttp(),
                new BenchLatency(),
                new BenchInFlight(),
                new BenchUse(),
                new BenchPaths(),
                new BenchGrid(),
                new BenchProcess(),
                new BenchScaling(),
                new BenchRate(),
                new BenchKill(),
                new BenchStep(),
                new BenchGrowth(),
                new BenchLedger());
    }

    /**
     * @param only names of parts; empty for all that the scale has time for
     */
    static List<BenchPart> of(BenchScale scale, List<String> only) {
        List<String> names = all().stream().map(BenchPart::name).toList();
        for (String name : only) {
            if (!names.contains(name))
                throw Exit.USAGE.problem(
                        "bench has no part `%s`: %s", name, String.join(", ", names));
        }
        return all().stream()
                .filter(
                        part ->
                                only.isEmpty()
                                        ? part.usual() && (scale.all() || part.quick())
                                        : only.contains(part.name()))
                .toList();
    }
}
