# Build from the top of the checkout: docker build -f deploy/Api.Dockerfile .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish Api/Api.csproj -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
USER $APP_UID
ENV API_URL=http://0.0.0.0:8000
EXPOSE 8000
ENTRYPOINT ["dotnet", "YudaiV3.Api.dll"]
