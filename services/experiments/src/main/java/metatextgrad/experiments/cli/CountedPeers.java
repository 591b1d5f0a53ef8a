package metatextgrad.experiments.cli;

import java.util.List;
import metatextgrad.experiments.PeerJob;
import metatextgrad.experiments.PeerStudy;
import metatextgrad.experiments.path.SearchPath;
import metatextgrad.simulator.role.CallLog;

/** Checks that the calls which the peers report are those that the server counted. */
record CountedPeers(PeerStudy.Peers peers, CallLog server) implements PeerStudy.Peers {
    @Override
    public List<SearchPath> measure(List<PeerJob> jobs) throws InterruptedException {
        long before = server.calls();
        List<SearchPath> paths = peers.measure(jobs);
        long counted = server.calls() - before;
        long reported = paths.stream().mapToLong(SearchPath::calls).sum();
        if (counted != reported)
            throw new IllegalStateException(
                    "the peers report %d calls, and the server counted %d"
                            .formatted(reported, counted));
        return paths;
    }
}
