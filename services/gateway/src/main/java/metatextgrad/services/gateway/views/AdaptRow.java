package metatextgrad.services.gateway.views;

import metatextgrad.model.live.AdaptState;
import org.jspecify.annotations.Nullable;

/**
 * How a project adapts to its traffic.
 *
 * @param adapts whether further runs start
 * @param window number of the window that it waits for or works on
 * @param run on this window; null while it waits
 * @param last what the last run brought; empty before the first one
 */
public record AdaptRow(
        String project, boolean adapts, int window, @Nullable String run, String last) {
    static AdaptRow of(AdaptState state) {
        return new AdaptRow(
                state.project().id().value(),
                state.on(),
                state.window(),
                state.run() == null ? null : state.run().value(),
                state.last());
    }
}
