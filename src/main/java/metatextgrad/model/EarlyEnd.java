package metatextgrad.model;

import java.util.List;

/**
 * Lets a validation end as soon as the program cannot reach a score any more. The decision is the
 * same as after the last item, because the remaining items are assumed to be right.
 *
 * @param atLeast the mean score that the program must reach, from 0 to 1
 * @param first the tasks to score first: those that the program to beat got wrong
 * @param items number of tasks to score, from the beginning of the list; 0 for all
 */
public record EarlyEnd(double atLeast, List<TaskId> first, int items) {
    public EarlyEnd {
        first = List.copyOf(first);
        if (items < 0) throw new IllegalArgumentException("a negative number of items: " + items);
    }
}
