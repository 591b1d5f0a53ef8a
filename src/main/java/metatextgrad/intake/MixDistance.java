package metatextgrad.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import metatextgrad.model.live.MixShift;

/**
 * The chi-squared distance of two samples of tasks: the sum of (p - q)² / r over groups, where r is
 * the share in both samples together. For small differences it equals the population stability
 * index. For equal mixes it is distributed as chi-squared times (1/n + 1/m), so the limit depends
 * on the sizes of both samples. Pure.
 */
final class MixDistance {
    /** Fewer expected tasks of a group have no such distribution: it joins its neighbour. */
    private static final double LEAST = 5;

    /**
     * A normal variable is above it with the probability .0004. There are two features, and small
     * groups are chi-squared only about.
     */
    private static final double QUANTILE = 3.3528;

    private MixDistance() {}

    /** Buckets with their tasks; those at both ends are not empty. */
    private record Group(int from, int to, double before, double now) {
        double tasks() {
            return before + now;
        }

        Group with(Group next) {
            if (next.tasks() == 0) return this;
            if (tasks() == 0) return next;
            return new Group(from, next.to, before + next.before, now + next.now);
        }

        Group shares(double allBefore, double allNow) {
            return new Group(from, to, before / allBefore, now / allNow);
        }
    }

    /**
     * @param before numbers of tasks by bucket; neighbours are alike
     * @param now those of the window, in the same buckets
     */
    static MixShift of(List<Integer> before, List<Integer> now) {
        double n = sum(before);
        double m = sum(now);
        if (n == 0 || m == 0) return MixShift.NONE;
        List<Group> groups = groups(before, now, LEAST * (n + m) / Math.min(n, m));
        if (groups.size() < 2) return MixShift.NONE;
        double distance = groups.stream().mapToDouble(group -> part(group, n, m)).sum();
        Group most =
                groups.stream()
                        .max(Comparator.comparingDouble(group -> part(group, n, m)))
                        .orElseThrow()
                        .shares(n, m);
        double limit = quantile(groups.size() - 1) * (1 / n + 1 / m);
        return new MixShift(distance, limit, most.from(), most.to(), most.before(), most.now());
    }

    private static double part(Group group, double n, double m) {
        Group shares = group.shares(n, m);
        double difference = shares.now() - shares.before();
        return difference * difference * (n + m) / group.tasks();
    }

    /** Joins neighbours until each group has so many tasks of both samples. */
    private static List<Group> groups(List<Integer> before, List<Integer> now, double least) {
        List<Group> groups = new ArrayList<>();
        Group open = new Group(0, 0, 0, 0);
        for (int i = 0; i < now.size(); i++) {
            open = open.with(new Group(i, i, before.get(i), now.get(i)));
            if (open.tasks() < least) continue;
            groups.add(open);
            open = new Group(i + 1, i + 1, 0, 0);
        }
        if (!groups.isEmpty()) groups.add(groups.removeLast().with(open));
        return groups;
    }

    /** The quantile of chi-squared (Wilson and Hilferty 1931). */
    private static double quantile(int freedom) {
        double part = 2. / (9 * freedom);
        double root = 1 - part + QUANTILE * StrictMath.sqrt(part);
        return freedom * root * root * root;
    }

    private static double sum(List<Integer> tasks) {
        return tasks.stream().mapToInt(Integer::intValue).sum();
    }
}
