package metatextgrad.intake;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.RowKey;
import metatextgrad.intake.IntakeKeys.Due;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;
import metatextgrad.model.state.PoolCount;
import metatextgrad.model.state.PoolPlace;
import metatextgrad.model.state.PooledTask;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a project's traffic that are kept: a sample of bounded size in which each new task
 * takes the place of a random one (Aggarwal 2006). Each input is in it once, so that no input can
 * be in two splits. Chance is a hash of the task, so the same tasks give the same sample.
 */
final class Reservoir {
    /** Bounds for traffic that arrives before a command to adapt. */
    private static final int ITEMS = 20_000;

    private static final int PER_GROUP = 50;

    private static final Duration KEEP = Duration.ofDays(30);

    /** A task drops at most so many old ones: more than one, so that they become fewer. */
    private static final int DROPPED = 4;

    private final DecisionBuilder decision;
    private final IntakeKeys keys;

    Reservoir(DecisionBuilder decision, IntakeKeys keys) {
        this.decision = decision;
        this.keys = keys;
    }

    @Nullable PooledTask withId(TaskId id) {
        PoolPlace place = decision.get(keys.pooledId(id));
        return place == null ? null : at(place.slot());
    }

    /** Returns the task of the pool that has the input of this one; null if there is none. */
    @Nullable PooledTask withInput(TaskSubmitted task) {
        PoolPlace place = decision.get(keys.pooledInput(input(task)));
        return place == null ? null : at(place.slot());
    }

    /**
     * Adds a task, or leaves it out, and counts it. The same input of the same group takes the
     * place of the earlier one, with the contests it was spent on. Of a group that has its share,
     * one makes way. A task without a right answer, or with one of a user, takes no place of one
     * that has it. A task beyond its retention counts as not there. The task has no split of its
     * own, since a hash decides, unless it may only train.
     */
    void add(TaskArrived arrived) {
        TaskSubmitted task = arrived.task();
        Instant oldest = oldest(arrived.at());
        dropBefore(oldest);
        PoolPlace same = decision.get(keys.pooledInput(input(task)));
        if (same != null && at(same.slot()).at().isBefore(oldest)) {
            drop(same.slot());
            same = null;
        }
        boolean fits = same == null || replaces(task, at(same.slot()).task());
        if (fits) {
            List<VersionId> spent = same == null ? List.of() : at(same.slot()).spent();
            int slot = same == null ? freeSlot(task) : same.slot();
            if (decision.has(keys.slot(slot))) remove(slot);
            put(slot, new PooledTask(task, arrived.at(), spent));
            entered(task);
        }
        decision.put(keys.traffic(), traffic().with(fits, size(), arrived.at()));
    }

    /** Counts a task that nothing could score. */
    void leaveOut(TaskArrived arrived) {
        decision.put(keys.traffic(), traffic().with(false, size(), arrived.at()));
    }

    /** Counts a task or feedback with a suspicious text. */
    void suspect() {
        decision.put(keys.traffic(), traffic().oneSuspicious());
    }

    /** Removes and returns the tasks of a group. */
    List<TaskId> forget(String group) {
        List<TaskId> removed = new ArrayList<>();
        for (PoolPlace place : decision.all(keys.ofGroup(group)).reversed()) {
            removed.add(at(place.slot()).task().id());
            drop(place.slot());
        }
        return removed;
    }

    private void dropBefore(Instant oldest) {
        for (TaskId id : due().take(Due.POOLED, oldest.minusMillis(1), DROPPED)) {
            PoolPlace place = decision.get(keys.pooledId(id));
            if (place != null) drop(place.slot());
        }
    }

    /** Removes a task. The last task of the pool takes its place. */
    private void drop(int slot) {
        remove(slot);
        int last = size() - 1;
        PooledTask moved = at(last);
        if (last != slot) {
            remove(last);
            put(slot, moved);
        }
        decision.delete(keys.slot(last));
        decision.put(keys.poolSize(), new PoolCount(last));
    }

    TrafficCount traffic() {
        TrafficCount count = decision.get(keys.traffic());
        return count == null ? TrafficCount.none(keys.project()) : count;
    }

    /** A task that a set could get, without its texts. */
    record Drawable(RowKey<PooledTask> slot, TaskId id, Instant at) {}

    /** Returns the tasks of a split that a set could get. Their texts may not fit into memory. */
    List<Drawable> drawable(Project project, Split split, Predicate<PooledTask> usable) {
        Instant oldest = traffic().last().minus(settings(project).pool().keep());
        List<Drawable> found = new ArrayList<>();
        decision.scan(
                keys.pool(),
                (slot, pooled) -> {
                    TaskSubmitted task = pooled.task();
                    if (!pooled.at().isBefore(oldest)
                            && isIn(split, task, project.shares())
                            && usable.test(pooled))
                        found.add(new Drawable(slot, task.id(), pooled.at()));
                });
        return found;
    }

    /**
     * A task that may only train states it. After a change of the shares its group can be in
     * another split, and the task is in none.
     */
    private static boolean isIn(Split split, TaskSubmitted task, SplitShares shares) {
        return SplitRule.split(task.asTraffic(), shares) == split
                && (task.split() == null || task.split() == split);
    }

    /**
     * Draws tasks: old ones with a smaller chance.
     *
     * @param set the name of the set they are for; another set draws others
     */
    List<PooledTask> drawByAge(Project project, List<Drawable> from, String set, int most) {
        return smallest(from, task -> byAge(project, task, set), most);
    }

    /**
     * Draws tasks: each has the same chance, as a test without replacement needs it.
     *
     * @param set the name of the set they are for; another set draws others
     */
    List<PooledTask> draw(List<Drawable> from, String set, int most) {
        return smallest(from, task -> chance(task, set), most);
    }

    private List<PooledTask> smallest(
            List<Drawable> from, ToDoubleFunction<Drawable> order, int most) {
        record Place(double order, RowKey<PooledTask> slot) {}
        return from.stream()
                .map(task -> new Place(order.applyAsDouble(task), task.slot()))
                .sorted(Comparator.comparingDouble(Place::order))
                .limit(most)
                .map(place -> requireNonNull(decision.get(place.slot())))
                .toList();
    }

    /** Notes that a task of the pool was spent on a contest of these versions. */
    void spend(PooledTask pooled, VersionId... versions) {
        PoolPlace place = requireNonNull(decision.get(keys.pooledId(pooled.task().id())));
        decision.put(keys.slot(place.slot()), pooled.spentOn(versions));
    }

    /** The smallest of these are a sample by weight 2^-age, in half-lives. */
    private double byAge(Project project, Drawable task, String set) {
        Duration age = Duration.between(task.at(), traffic().last());
        double halves = (double) age.toMillis() / settings(project).pool().halfLife().toMillis();
        return -StrictMath.log1p(-chance(task, set)) * StrictMath.pow(2, halves);
    }

    private static double chance(Drawable task, String set) {
        return ContentHash.unit("draw", set, task.id());
    }

    private int freeSlot(TaskSubmitted task) {
        double chance = ContentHash.unit("slot", task.project(), task.id());
        if (task.group() != null) {
            List<PoolPlace> own = decision.all(keys.ofGroup(task.group()));
            if (own.size() >= bounds(AdaptSettings.Pool::perGroup, PER_GROUP))
                return own.get((int) (chance * own.size())).slot();
        }
        int tasks = size();
        int most = bounds(AdaptSettings.Pool::items, ITEMS);
        if (tasks >= most) return (int) (chance * most);
        decision.put(keys.poolSize(), new PoolCount(tasks + 1));
        return tasks;
    }

    private int size() {
        PoolCount size = decision.get(keys.poolSize());
        return size == null ? 0 : size.tasks();
    }

    private void put(int slot, PooledTask pooled) {
        TaskSubmitted task = pooled.task();
        decision.put(keys.slot(slot), pooled);
        due().add(Due.POOLED, pooled.at(), task.id());
        decision.put(keys.pooledId(task.id()), new PoolPlace(slot));
        decision.put(keys.pooledInput(input(task)), new PoolPlace(slot));
        if (task.group() != null)
            decision.put(keys.ofGroup(task.group(), slot), new PoolPlace(slot));
    }

    private void entered(TaskSubmitted task) {
        AdaptStarted started = decision.get(keys.adapt());
        if (started != null)
            new Shortage(decision, keys).entered(SplitRule.split(task, started.project().shares()));
    }

    private void remove(int slot) {
        PooledTask pooled = at(slot);
        TaskSubmitted old = pooled.task();
        due().remove(Due.POOLED, pooled.at(), old.id());
        decision.delete(keys.pooledId(old.id()));
        decision.delete(keys.pooledInput(input(old)));
        if (old.group() != null) decision.delete(keys.ofGroup(old.group(), slot));
    }

    private int bounds(ToIntFunction<AdaptSettings.Pool> of, int otherwise) {
        AdaptStarted started = decision.get(keys.adapt());
        return started == null ? otherwise : of.applyAsInt(settings(started.project()).pool());
    }

    /**
     * Returns the time before which tasks are dropped when one arrives: after their retention, and
     * not before their answers are judged.
     */
    private Instant oldest(Instant arrived) {
        AdaptStarted started = decision.get(keys.adapt());
        Duration keep = KEEP;
        if (started != null) {
            AdaptSettings adapt = settings(started.project());
            Duration judged = adapt.evidence().after();
            keep = adapt.pool().keep();
            if (judged.compareTo(keep) > 0) keep = judged;
        }
        Instant last = traffic().last();
        return (arrived.isAfter(last) ? arrived : last).minus(keep);
    }

    private DueQueue due() {
        return new DueQueue(decision, keys);
    }

    private PooledTask at(int slot) {
        return requireNonNull(decision.get(keys.slot(slot)));
    }

    private static boolean replaces(TaskSubmitted task, TaskSubmitted known) {
        boolean isWorse =
                TrafficTasks.isTrainOnly(task)
                        && (!TrafficTasks.isTrainOnly(known)
                                || (task.target() == null && known.target() != null));
        return Objects.equals(task.group(), known.group()) && !isWorse;
    }

    private static String input(TaskSubmitted task) {
        return SplitRule.normalised(task.input());
    }

    private static AdaptSettings settings(Project project) {
        return requireNonNull(project.adapt());
    }
}
