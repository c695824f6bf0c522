package dev.entente.provisioning;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.etag.ETag;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.ResourceNode;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.complex.ETagConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.Meta;
import de.captaingoldfish.scim.sdk.common.resources.complex.PatchConfig;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.AuthenticationScheme;
import de.captaingoldfish.scim.sdk.common.response.ScimResponse;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.endpoints.base.GroupEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.endpoints.base.UserEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import de.captaingoldfish.scim.sdk.server.schemas.custom.ResourceTypeFeatures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;

/** A SCIM 2.0 service over HTTP on the loopback interface, as a library implements it, with bearer token, versions and pages of at most 50; it can be disturbed. */
public class TestScimService implements AutoCloseable {

  public static final String TOKEN = "s3cret-token";
  private static final int MOST_PER_PAGE = 50;

  private final Store<User> users = new Store<User>(user -> user.getUserName().orElse("").toLowerCase()) {};
  /** Classes of their own, since the library reads the kind of resource from them; names of groups are not unique in SCIM. */
  private final Store<Group> groups = new Store<Group>(group -> UUID.randomUUID().toString()) {};
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ResourceEndpoint scim;
  private HttpServer server;
  private volatile Predicate<String> refuses = request -> false;
  private volatile Predicate<String> fails = request -> false;
  private volatile Predicate<String> hangs = request -> false;

  public TestScimService() {
    scim = new ResourceEndpoint(ServiceProvider.builder()
        .patchConfig(PatchConfig.builder().supported(true).build())
        .filterConfig(FilterConfig.builder().supported(true).maxResults(MOST_PER_PAGE).build())
        .authenticationSchemes(List.of(AuthenticationScheme.builder().name("Token").description("A bearer token").type("oauthbearertoken").build()))
        .eTagConfig(ETagConfig.builder().supported(true).build())
        .build(), new UserEndpointDefinition(users), new GroupEndpointDefinition(groups));
    // the library filters what the stores answer
    scim.getResourceTypeByName("User").orElseThrow().setFeatures(ResourceTypeFeatures.builder().autoFiltering(true).build());
    scim.getResourceTypeByName("Group").orElseThrow().setFeatures(ResourceTypeFeatures.builder().autoFiltering(true).build());
    start(0);
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/scim/v2";
  }

  public Store<User> users() {
    return users;
  }

  public Store<Group> groups() {
    return groups;
  }

  /** Method and path of all that was asked. */
  public List<String> requests() {
    return requests;
  }

  /** Answers 503 to what fits, and does nothing. */
  public void refuse(Predicate<String> request) {
    refuses = request;
  }

  /** Answers 500 to what fits, after having done it. */
  public void fail(Predicate<String> request) {
    fails = request;
  }

  /** Never answers what fits. */
  public void hang(Predicate<String> request) {
    hangs = request;
  }

  public void stop() {
    server.stop(0);
  }

  public void startAgain() {
    start(server.getAddress().getPort());
  }

  private void start(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.createContext("/", this::answer);
      server.setExecutor(threads);
      server.start();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath().replace("/scim/v2", "");
    requests.add(request);
    if (hangs.test(request)) {
      try {
        end.await();
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
      return;
    }
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, "{}");
      return;
    }
    if (refuses.test(request)) {
      send(exchange, 503, "{\"detail\":\"busy\"}");
      return;
    }
    Map<String, String> headers = new HashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    ScimResponse response;
    synchronized (this) {
      response = scim.handleRequest(url() + exchange.getRequestURI().toString().replace("/scim/v2", ""),
          HttpMethod.valueOf(exchange.getRequestMethod()), body.isEmpty() ? null : body, headers, new Context(null));
    }
    if (fails.test(request)) {
      send(exchange, 500, "{\"detail\":\"out of memory\"}");
    } else {
      send(exchange, response.getHttpStatus(), response.isEmpty() ? "" : response.toString());
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/scim+json");
    boolean empty = bytes.length == 0 || status == 204 || status == 304;
    exchange.sendResponseHeaders(status, empty ? -1 : bytes.length);
    if (!empty) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** Resources in memory, each with a version. */
  public abstract static class Store<T extends ResourceNode> extends ResourceHandler<T> {

    private final Map<String, T> resources = new ConcurrentHashMap<>();
    private final Function<T, String> uniqueName;

    Store(Function<T, String> uniqueName) {
      this.uniqueName = uniqueName;
    }

    public List<T> all() {
      return new ArrayList<>(resources.values());
    }

    public void remove(String id) {
      resources.remove(id);
    }

    @Override
    public T createResource(T resource, Context context) {
      if (resources.values().stream().anyMatch(other -> uniqueName.apply(other).equals(uniqueName.apply(resource)))) {
        throw new ConflictException("is there already");
      }
      String id = UUID.randomUUID().toString();
      resource.setId(id);
      versioned(resource, 1);
      resources.put(id, resource);
      return resource;
    }

    private void versioned(T resource, int version) {
      if (resource.getMeta().isEmpty()) {
        resource.setMeta(Meta.builder().build());
      }
      Meta meta = resource.getMeta().orElseThrow();
      meta.setCreated(Instant.now());
      meta.setLastModified(Instant.now());
      meta.setVersion(ETag.builder().weak(true).tag(String.valueOf(version)).build());
    }

    @Override
    @SuppressWarnings("unchecked")
    public T getResource(String id, List<SchemaAttribute> attributes, List<SchemaAttribute> excluded, Context context) {
      T found = resources.get(id);
      if (found == null) {
        throw new ResourceNotFoundException("no " + id);
      }
      return (T) JsonHelper.copyResourceToObject(found.deepCopy(), found.getClass());
    }

    @Override
    public PartialListResponse<T> listResources(long startIndex, int count, FilterNode filter, SchemaAttribute sortBy, SortOrder sortOrder,
        List<SchemaAttribute> attributes, List<SchemaAttribute> excluded, Context context) {
      return PartialListResponse.<T>builder().resources(all()).totalResults(resources.size()).build();
    }

    @Override
    public T updateResource(T resource, Context context) {
      T before = resources.get(resource.getId().orElseThrow());
      if (before == null) {
        throw new ResourceNotFoundException("gone");
      }
      int version = Integer.parseInt(before.getMeta().orElseThrow().getVersion().orElseThrow().getTag());
      versioned(resource, version + 1);
      resources.put(resource.getId().orElseThrow(), resource);
      return resource;
    }

    @Override
    public void deleteResource(String id, Context context) {
      if (resources.remove(id) == null) {
        throw new ResourceNotFoundException("no " + id);
      }
    }
  }
}
