package org.rundelta.cluster;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.deploy.DeployMessages.MasterStateResponse;
import org.apache.spark.deploy.DeployMessages.RequestMasterState$;
import org.apache.spark.deploy.master.WorkerInfo;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEnv;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Asks one of Spark's own masters, in its own protocol, which machines work for it. */
final class MasterWorkers {
    private static final String MASTER = "Master";
    private static final ClassTag<MasterStateResponse> ANSWER = ClassTag$.MODULE$.apply(MasterStateResponse.class);

    private MasterWorkers() {}

    /** Their names, each once; none if no master answers. */
    static List<String> hosts(MasterUrl url, SparkContext context) {
        return url.addresses().stream()
                .map(master -> hosts(master, context.env().rpcEnv()))
                .filter(hosts -> !hosts.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    @SuppressWarnings("CatchingUnchecked") // Scala's exceptions are not declared
    private static List<String> hosts(InetSocketAddress master, RpcEnv env) {
        try {
            MasterStateResponse state = env.setupEndpointRef(
                            new RpcAddress(master.getHostString(), master.getPort()), MASTER)
                    .askSync(RequestMasterState$.MODULE$, ANSWER);
            return Arrays.stream(state.workers())
                    .map(WorkerInfo::host)
                    .distinct()
                    .sorted()
                    .toList();
        } catch (Exception e) {
            return List.of(); // it is asked only so that messages can say more
        }
    }
}
